package io.hivemind.simulator;

import io.hivemind.simulator.Program.Bond;
import io.hivemind.simulator.Program.Chapter;
import io.hivemind.simulator.Program.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chapters of threads that meet at one barrier. Between two meetings each of their variables belongs to one of them, or
 * is read by all and changed by none.
 */
final class PhaseChapters {
    private static final int EVERYBODY = -1;
    private static final int WIDEST_SWEPT = 8;

    private final SplittableRandom random;
    private final Cast cast;
    private final Uses uses;
    private final LockChapters locks;
    private final int barrier;
    private final int threadsPerDrone;
    private final List<Integer> members = new ArrayList<>();
    private final List<Op.Var> variables = new ArrayList<>();
    /** By variable: the member it belongs to in this phase, or everybody. */
    private final int[] owners;

    private final double impatience;

    PhaseChapters(
            SplittableRandom random,
            Cast cast,
            Layout layout,
            Uses uses,
            LockChapters locks,
            int barrier,
            int sweptPages) {
        this.random = random;
        this.cast = cast;
        this.uses = uses;
        this.locks = locks;
        this.barrier = barrier;
        threadsPerDrone = 1 + random.nextInt(cast.fewestTalkative());
        impatience = random.nextBoolean() ? 0 : random.nextDouble() * 0.4;
        for (int drone = 0; drone < cast.drones(); drone++) {
            int first = random.nextInt(cast.talkative(drone));
            for (int i = 0; i < threadsPerDrone; i++) {
                members.add(cast.thread(drone, (first + i) % cast.talkative(drone)));
            }
        }
        int count = Math.min(400, members.size() + random.nextInt(2 * members.size()));
        for (int i = 0; i < count; i++) {
            int width = random.nextInt(8) == 0 ? 1 + random.nextInt(2 * layout.pageSize()) : 1 + random.nextInt(10);
            variables.add(layout.place(width));
        }
        for (int page = 0; page < sweptPages; page++) {
            layout.placeOn(page, 1 + random.nextInt(WIDEST_SWEPT)).ifPresent(variables::add);
        }
        owners = new int[variables.size()];
        shuffle();
    }

    /** {@return work on some of what belongs to each member, and reading of some of what belongs to all} */
    Chapter phase() {
        List<Op.Var> common = belongingTo(EVERYBODY);
        List<Part> parts = new ArrayList<>();
        for (int member = 0; member < members.size(); member++) {
            List<Op> ops = new ArrayList<>();
            if (random.nextInt(8) > 0) {
                ops.addAll(uses.some(belongingTo(member), 5, 0.7));
                ops.addAll(uses.some(common, 4, 0));
            }
            if (random.nextInt(4) == 0) {
                ops.add(random.nextInt(ops.size() + 1), locks.anyRegion());
            }
            addPart(parts, member, ops);
        }
        return new Chapter("phase of barrier " + barrier, Bond.NONE, parts);
    }

    /** {@return work on all that belongs to each member, and reading of all that belongs to all} */
    Chapter sweep() {
        List<Op.Var> common = belongingTo(EVERYBODY);
        List<Part> parts = new ArrayList<>();
        for (int member = 0; member < members.size(); member++) {
            List<Op> ops = new ArrayList<>();
            belongingTo(member).forEach(variable -> ops.add(uses.one(variable, random.nextInt(4) > 0)));
            common.forEach(variable -> ops.add(uses.one(variable, false)));
            addPart(parts, member, ops);
        }
        return new Chapter("sweeping phase of barrier " + barrier, Bond.NONE, parts);
    }

    /**
     * {@return all members meet; afterwards everything belongs to somebody else} Newcomers take part in all meetings that have not
     * taken place when they come in, also in those that were written for a time when they are not expected.
     */
    Chapter meeting() {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            int drone = members.get(i) / cast.threads();
            if (!cast.hasLeft(drone)) {
                boolean impatient = random.nextDouble() < impatience && mayGiveUp(i);
                parts.add(new Part(members.get(i), List.of(new Op.Arrive(barrier, threadsPerDrone, impatient))));
            }
        }
        shuffle();
        return new Chapter("barrier " + barrier, Bond.DRONE, parts);
    }

    /** Who comes finds out whether a meeting has taken place by what others were told, so one of each drone has to wait. */
    private boolean mayGiveUp(int member) {
        return cast.newcomers() == 0 || member % threadsPerDrone > 0;
    }

    private void addPart(List<Part> parts, int member, List<Op> ops) {
        int thread = members.get(member);
        if (cast.plays(thread)) {
            boolean wrapped = cast.isNewcomer(thread / cast.threads());
            parts.add(new Part(thread, wrapped ? List.of(new Op.Phase(barrier, ops)) : ops));
        }
    }

    private List<Op.Var> belongingTo(int member) {
        List<Op.Var> belonging = new ArrayList<>();
        for (int i = 0; i < owners.length; i++) {
            if (owners[i] == member) {
                belonging.add(variables.get(i));
            }
        }
        return belonging;
    }

    private void shuffle() {
        for (int i = 0; i < owners.length; i++) {
            owners[i] = random.nextInt(3) == 0 ? EVERYBODY : random.nextInt(members.size());
        }
    }
}
