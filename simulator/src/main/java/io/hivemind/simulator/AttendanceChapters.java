package io.hivemind.simulator;

import io.hivemind.simulator.Program.Bond;
import io.hivemind.simulator.Program.Chapter;
import io.hivemind.simulator.Program.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Chapters with which drones come and go, and in which threads look around in memory. */
final class AttendanceChapters {
    private static final int LONGEST_PAUSE = 800;
    private static final int MOST_PAGES = 4;

    private final SplittableRandom random;
    private final Changes changes;
    private final Cast cast;
    private final Layout layout;
    private final LockChapters locks;
    /** How many changes have been written. */
    private int written;

    private int admitted;

    AttendanceChapters(SplittableRandom random, Changes changes, Cast cast, Layout layout, LockChapters locks) {
        this.random = random;
        this.changes = changes;
        this.cast = cast;
        this.layout = layout;
        this.locks = locks;
    }

    /** {@return the changes that begin before the chapter of that number} From here on the cast is another. */
    List<Chapter> before(int chapter) {
        List<Chapter> due = new ArrayList<>();
        while (written < changes.turns().size() && changes.turns().get(written).chapter() <= chapter) {
            if (changes.turns().get(written).join()) {
                due.add(admission());
            } else {
                leave(due);
            }
            written++;
        }
        return due;
    }

    /** {@return some threads look at some pages, whoever stores there meanwhile} */
    Chapter survey() {
        List<Part> parts = new ArrayList<>();
        for (int thread : Cast.some(random, cast.all(), 1)) {
            parts.add(new Part(thread, surveys()));
        }
        return new Chapter("survey", Bond.NONE, parts);
    }

    private Chapter admission() {
        int drone = cast.founders() + admitted++;
        List<Integer> workers = cast.all();
        List<Op> ops = new ArrayList<>();
        if (random.nextBoolean()) {
            ops.add(new Op.Pause(random.nextInt(LONGEST_PAUSE)));
        }
        ops.add(new Op.Admit(drone));
        int thread = workers.get(random.nextInt(workers.size()));
        boolean mayLock = cast.talkers().contains(thread) && random.nextInt(3) == 0;
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(thread, mayLock ? List.of(locks.around(ops)) : ops));
        cast.enter(drone);
        for (int local = 0; local < cast.workers(); local++) {
            if (random.nextBoolean()) {
                parts.add(new Part(cast.thread(drone, local), surveys()));
            }
        }
        return new Chapter("somebody comes", Bond.NONE, parts);
    }

    private void leave(List<Chapter> due) {
        List<Integer> candidates = new ArrayList<>(cast.present());
        if (candidates.remove(Integer.valueOf(changes.stayer())) && !candidates.isEmpty()) {
            int drone = candidates.get(random.nextInt(3) == 0 ? 0 : random.nextInt(candidates.size()));
            cast.leave(drone);
            List<Op> ops = List.of(new Op.Join(), new Op.Pause(random.nextInt(LONGEST_PAUSE)), new Op.Leave());
            due.add(new Chapter("somebody goes", Bond.DRONE, List.of(new Part(cast.auditor(drone), ops))));
        }
    }

    private List<Op> surveys() {
        List<Op> ops = new ArrayList<>();
        for (int i = random.nextInt(MOST_PAGES); i >= 0; i--) {
            ops.add(new Op.Survey(random.nextInt(layout.pages())));
        }
        return ops;
    }
}
