package io.hivemind.bench.primitives;

import io.hivemind.HiveStatistics;

/** Sends 64 bytes and waits for an answer over a plain socket. */
final class RawMeasurement implements Measurement {
    private final Primitive primitive;
    private final Echo echo;
    private final int answerBytes;

    RawMeasurement(Primitive primitive, Echo echo, int answerBytes) {
        this.primitive = primitive;
        this.echo = echo;
        this.answerBytes = answerBytes;
    }

    @Override
    public Primitive primitive() {
        return primitive;
    }

    @Override
    public void act(int sample) {
        echo.ask(answerBytes);
    }

    @Override
    public boolean isWhatItSays(HiveStatistics done, int samples) {
        return done.lockAcquires() == 0 && done.pageFetches() == 0;
    }
}
