package io.hivemind;

import io.hivemind.runtime.Failures;

/** What threads see when this drone fails them. */
final class Exceptions implements Failures {
    @Override
    public RuntimeException ended(String sentence) {
        return new HiveException(sentence);
    }

    @Override
    public RuntimeException full(String sentence) {
        return new HiveException(sentence);
    }

    @Override
    public RuntimeException timedOut(String sentence) {
        return new HiveTimeoutException(sentence);
    }
}
