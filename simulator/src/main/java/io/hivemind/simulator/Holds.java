package io.hivemind.simulator;

import io.hivemind.protocol.Input;
import java.util.List;

/**
 * The pages that threads hold by spans in a hive with bounded room. They hold so few of them at any time that there is room for
 * whatever they access: a program that holds more has itself to blame.
 */
final class Holds {
    /** A page that is held may need room for its twin and its diff besides, and all three together much less than half of what there is. */
    private static final int SHARE = 8;

    private final World world;
    private final Chances chances;
    /** How many pages the threads of one drone may hold together. */
    private final int most;

    Holds(World world, Chances chances, Program program) {
        this.world = world;
        this.chances = chances;
        long working = chances.room().workingBytes(program.pages(), program.fewest());
        most = (int) Math.min(Integer.MAX_VALUE, working / program.pageSize() / SHARE);
    }

    /** {@return whether a thread may hold that many pages from now on} If it holds others, it may let go of them for this. */
    boolean mayHold(AppThread thread, int pages) {
        if (!chances.room().isBounded()) {
            return true;
        }
        if (held(thread) + pages > most) {
            letGo(thread);
        }
        return held(thread) + pages <= most;
    }

    /** A thread has finished with everything that it held. */
    void letGo(AppThread thread) {
        if (!thread.held.isEmpty()) {
            thread.held.clear();
            world.step(thread.drone, new Input.LetGo(thread.local));
        }
    }

    /** {@return what the threads of a drone hold, those included that have ended, and of which the core has not heard so} */
    private int held(AppThread asking) {
        List<AppThread> threads = world.threadsOf(asking.drone);
        return threads.stream().mapToInt(AppThread::pagesHeld).sum();
    }
}
