package io.hivemind.apps.frame;

import io.hivemind.Hive;
import io.hivemind.HiveConfig;

/**
 * The question whether there is room for a program's data, in the shared heap and in plain arrays, asked before any of it is
 * allocated.
 */
public final class HeapCheck {
    /** What the allocator, the names, and the counts of the frame take at most, with the largest pages. */
    public static final long OVERHEAD = 2L << 20;

    /** What else is on the Java heap of a drone. */
    private static final long BESIDE = 16L << 20;

    private HeapCheck() {}

    /** Refuses a heap of fewer than {@code needed} bytes, for "The {@code data} needs". */
    public static void require(Hive hive, String data, long needed) {
        long there = hive.memory().size();
        if (there < needed) {
            throw new Mistake("The %s needs %s of shared memory, but the heap has %s: %s"
                    .formatted(data, Sizes.text(needed), Sizes.text(there), remedy(hive.config(), needed)));
        }
    }

    /** Refuses to put {@code needed} bytes into plain arrays of this process if it cannot have so many, for "The {@code data} takes". */
    public static void requirePlain(String data, long needed) {
        long there = Runtime.getRuntime().maxMemory();
        if (there - BESIDE < needed) {
            throw new Mistake(
                    "The %s takes %s in plain arrays of one drone, but its Java heap has %s: --jvm-option=-Xmx%s."
                            .formatted(data, Sizes.text(needed), Sizes.text(there), Sizes.option(needed + 2 * BESIDE)));
        }
    }

    /** {@return the option that gives the drones so large a heap, or why they cannot have it} */
    private static String remedy(HiveConfig config, long needed) {
        var larger = HiveConfig.builder()
                .size(config.size())
                .coordinator(
                        config.coordinator().getHostString(),
                        config.coordinator().getPort())
                .pageSize(config.pageSize())
                .memoryBytes(needed);
        config.memoryPerDrone().ifPresent(larger::memoryPerDrone);
        try {
            larger.build();
            return "--memory " + Sizes.option(needed) + ".";
        } catch (IllegalArgumentException moreThanTheyOffer) {
            return String.valueOf(moreThanTheyOffer.getMessage());
        }
    }
}
