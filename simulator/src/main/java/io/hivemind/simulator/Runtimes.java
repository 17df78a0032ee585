package io.hivemind.simulator;

import io.hivemind.protocol.Input;
import io.hivemind.protocol.Outcome;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What the runtime of each drone does beside its threads: it looks where they are, and asks what waits wait for. */
final class Runtimes {
    /** Where room is bounded, threads wait for pages that wait until all threads have been seen outside. */
    private static final double LEAST_QUIESCE = 0.3;

    private final World world;
    private final Chances chances;
    private final SplittableRandom random;
    /** The questions asked, with their answers; those without have an empty text. Their tickets are negative, as no thread's is. */
    private final Map<Long, String> questions = new TreeMap<>();

    /** How likely a look finds a thread outside any access. */
    private final double quiesce;

    private long lastQuestion;

    Runtimes(World world, Chances chances, SplittableRandom random) {
        this.world = world;
        this.chances = chances;
        this.random = random;
        this.quiesce = chances.room().isBounded() ? Math.max(LEAST_QUIESCE, chances.quiesce()) : chances.quiesce();
    }

    /**
     * Tells the core which threads are outside any access, or have ended. The core needs it while it keeps twins for fear
     * of stores that are under way.
     */
    void look(SimDrone drone, List<AppThread> threads) {
        if (drone.node().cooling() == 0) {
            return;
        }
        for (AppThread thread : threads) {
            if (!thread.registered || thread.retired) {
                continue;
            }
            if (thread.ended) {
                thread.retired = true;
                thread.held.clear();
                world.step(drone.rank(), new Input.Retire(thread.local));
            } else if (!isInside(thread) && random.nextDouble() < quiesce) {
                world.step(drone.rank(), new Input.Quiesce(thread.local));
            }
        }
    }

    /** Where room is bounded, loads count as well, and the core has been told what is held by spans. */
    private boolean isInside(AppThread thread) {
        return chances.room().isBounded() ? thread.mayAccess() : thread.mayStore();
    }

    /** {@return the ticket of a new question} */
    long question() {
        lastQuestion--;
        questions.put(lastQuestion, "");
        return lastQuestion;
    }

    /** {@return what was answered to a question so far} */
    String answer(long question) {
        return questions.getOrDefault(question, "");
    }

    /** {@return whether the ticket is that of a question, which has its answer now} */
    boolean answered(long ticket, Outcome outcome) {
        if (ticket >= 0) {
            return false;
        }
        if (!(outcome instanceof Outcome.Answer answer) || !"".equals(questions.getOrDefault(ticket, "none"))) {
            throw new Failure.Found(
                    Failure.Kind.BAD_OUTCOME, "Question " + -ticket + " got the answer " + outcome + " out of turn.");
        }
        questions.put(ticket, answer.text());
        return true;
    }
}
