package io.hivemind.simulator;

import io.hivemind.simulator.Agenda.Event;
import java.util.SplittableRandom;

/**
 * What drones say to be exempt from backup, in some of the runs in which there is any: each at a moment of its own, and not all of them
 * the same pages.
 */
final class Exemptions {
    /** One of so many runs has some. */
    private static final int PART = 3;

    private Exemptions() {}

    /** Puts on the agenda which drone says so, when, and of which page. */
    static void draw(Program program, Faults faults, Agenda agenda, SplittableRandom random) {
        if (faults.backup() == 0 || random.nextInt(PART) > 0) {
            return;
        }
        double agreement = random.nextDouble();
        int moments = random.nextBoolean() ? 1 : faults.everyMoments();
        for (int page = 0; page < program.pages(); page++) {
            boolean isExempt = random.nextBoolean();
            for (int drone = 0; isExempt && drone < program.drones(); drone++) {
                if (random.nextDouble() < agreement) {
                    agenda.after(random.nextInt(moments), new Event.Exempt(drone, page));
                }
            }
        }
    }
}
