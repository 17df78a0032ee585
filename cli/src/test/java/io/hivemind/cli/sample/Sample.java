package io.hivemind.cli.sample;

import io.hivemind.Hive;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A program for the tests of the launcher, that behaves as its first argument says. */
public final class Sample {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Sample() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<String> words = List.of(arguments);
        switch (words.getFirst()) {
            case "say" -> say(words.subList(1, words.size()));
            case "exit" -> exit(words.get(1), Integer.parseInt(words.get(2)));
            case "deaf" -> waitDeaf();
            case "family" -> waitWithChild();
            case "join" -> join(words.get(1));
            case "wait" -> {
                announce("waiting");
                NEVER.await();
            }
            default -> throw new IllegalArgumentException(words.getFirst());
        }
    }

    private static void say(List<String> words) {
        String rank = System.getenv("HIVEMIND_RANK");
        System.out.println("drone " + rank + " of " + System.getenv("HIVEMIND_SIZE") + " says " + words);
        System.err.println("drone " + rank + " whispers");
        System.out.print("no line end");
    }

    /** Ends the drone of this rank with this code; the others wait for ever. */
    private static void exit(String rank, int code) throws InterruptedException {
        if (rank.equals(System.getenv("HIVEMIND_RANK"))) {
            System.exit(code);
        }
        NEVER.await();
    }

    /** Does not end when it is asked to. */
    private static void waitDeaf() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                NEVER.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }));
        announce("deaf");
        NEVER.await();
    }

    private static void waitWithChild() throws InterruptedException {
        try {
            Process child = new ProcessBuilder("cat").start();
            announce("child " + child.pid());
            NEVER.await();
        } catch (java.io.IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Joins the hive; then the drone of this rank, if there is one, fails, and the others wait for it. */
    private static void join(String failing) throws InterruptedException {
        Hive hive = Hive.join();
        announce("joined");
        if (failing.equals(String.valueOf(hive.rank()))) {
            throw new IllegalStateException("broken on purpose");
        }
        hive.barrier();
        NEVER.await();
    }

    private static void announce(String what) {
        PrintStream out = System.out;
        out.println(what + " pid " + ProcessHandle.current().pid());
        out.flush();
    }
}
