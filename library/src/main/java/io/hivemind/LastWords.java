package io.hivemind;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a launched drone does when the thread that joined the hive ends with an exception. Its own failure ends the hive on
 * every drone, which then knows why. The end of the hive, which another drone brought about, is told in one line, and with
 * an exit code of its own, so that the launcher can tell the cause from what followed.
 */
final class LastWords implements Thread.UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);

    /** The exit code of a process whose hive ended under it. */
    private static final int HIVE_ENDED = 3;

    private final Hive hive;

    private LastWords(Hive hive) {
        this.hive = hive;
    }

    /** Arranges it, unless the program has arranged something itself. */
    static void expectFrom(Thread thread, Hive hive) {
        boolean arranged = !(thread.getUncaughtExceptionHandler() instanceof ThreadGroup);
        if (!arranged && Thread.getDefaultUncaughtExceptionHandler() == null) {
            thread.setUncaughtExceptionHandler(new LastWords(hive));
        }
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (failure instanceof HiveException && !(failure instanceof HiveTimeoutException)) {
            LOG.error("{}", failure.getMessage());
            System.exit(HIVE_ENDED);
        }
        hive.abort("thread " + thread.getName() + " failed with " + failure);
        thread.getThreadGroup().uncaughtException(thread, failure);
    }
}
