package io.hivemind.runtime;

/** Makes the exceptions that a program sees. The public interface, which owns their types, hands it in. */
public interface Failures {
    /** {@return what a call throws that finds the hive ended, or that cannot begin it} */
    RuntimeException ended(String sentence);

    /** {@return what an access throws for which the drone has no room, while the hive goes on} */
    RuntimeException full(String sentence);

    /** {@return what a wait throws that lasted past the bound} */
    RuntimeException timedOut(String sentence);
}
