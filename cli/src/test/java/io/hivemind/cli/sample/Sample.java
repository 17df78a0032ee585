package io.hivemind.cli.sample;

import io.hivemind.Hive;
import io.hivemind.SharedLongs;
import io.hivemind.apps.frame.Footprint;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

/** A program for the tests of the launcher, that behaves as its first argument says. */
public final class Sample {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    /** How many numbers are walked through, 72 MiB in all, and how many at a time. */
    private static final int WALKED = 9 << 20;

    private static final int STRIDE = 1 << 13;

    private Sample() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<String> words = List.of(arguments);
        switch (words.getFirst()) {
            case "say" -> say(words.subList(1, words.size()));
            case "exit" -> exit(words.get(1), Integer.parseInt(words.get(2)));
            case "read" -> System.out.println(new Scanner(System.in, StandardCharsets.UTF_8).nextLine());
            case "deaf" -> waitDeaf();
            case "family" -> waitWithChild();
            case "miss" -> miss(words.get(1));
            case "join" -> join(words.get(1));
            case "walk" -> walk();
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

    /** The drone of this rank ends with exit code 17; the others join the hive. */
    private static void miss(String failing) {
        if (failing.equals(System.getenv("HIVEMIND_RANK"))) {
            System.exit(17);
        }
        Hive.join().close();
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

    /** Each drone fills its part of an array; then the last one reads all of it, and tells what that took of memory. */
    private static void walk() {
        try (Hive hive = Hive.join()) {
            long joinedBytes = Footprint.residentBytes();
            SharedLongs all = hive.longs("all", WALKED);
            int part = WALKED / hive.size();
            for (int at = hive.rank() * part; at < (hive.rank() + 1) * part; at += STRIDE) {
                all.set(at, LongStream.range(at, at + STRIDE).toArray());
            }
            hive.barrier();
            boolean last = hive.rank() == hive.size() - 1;
            long[] some = new long[STRIDE];
            long wrong = 0;
            for (int at = 0; last && at < hive.size() * part; at += STRIDE) {
                all.get(at, some);
                wrong += Arrays.equals(some, LongStream.range(at, at + STRIDE).toArray()) ? 0 : 1;
            }
            Footprint own = Footprint.gather(hive, joinedBytes).get(hive.rank());
            if (last) {
                long grownBytes = own.peakBytes() - own.joinedBytes() - own.javaHeapBytes();
                System.out.println("walked: wrong " + wrong + ", grown by MiB " + (grownBytes >> 20) + ", held KiB "
                        + (hive.stats().mostHeldBytes() >> 10) + ", given up "
                        + hive.stats().evictions());
            }
        }
    }

    private static void announce(String what) {
        PrintStream out = System.out;
        out.println(what + " pid " + ProcessHandle.current().pid());
        out.flush();
    }
}
