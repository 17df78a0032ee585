package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Sizes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be said to an engine, so that it starts a hive.
 *
 * @param name the name of the job, in the letters that DNS allows
 * @param drones how many
 * @param memoryPerDrone the most that a drone holds of the shared memory and beside it; empty if that is not bounded
 * @param insecure whether drones of different machines talk without encryption
 * @param words the program and its options
 */
record Script(String name, int drones, OptionalLong memoryPerDrone, boolean insecure, List<String> words) {
    private static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9-]{0,40}[a-z0-9])?");

    /** What a JVM takes beside its Java heap and the pages: its code, its classes, its threads. */
    private static final long BESIDE_JAVA_HEAP = 160L << 20;

    /** Checks the name. */
    Script {
        words = List.copyOf(words);
        if (!NAME.matcher(name).matches()) {
            throw new Mistake(
                    "The option --name takes small letters, digits and dashes, at most 42, from a letter on, but was"
                            + " given \"" + name + "\".");
        }
    }

    /** {@return what follows {@code hivemind}, word for word} */
    List<String> join() {
        return Stream.of(
                        Stream.of("join"),
                        memoryPerDrone.isPresent()
                                ? Stream.of("--memory-per-drone", Sizes.option(memoryPerDrone.getAsLong()))
                                : Stream.<String>of(),
                        words.stream())
                .flatMap(part -> part)
                .toList();
    }

    /** {@return how many MiB the process of a drone takes at the most, if its memory is bounded} */
    Optional<Long> processMebibytes() {
        return memoryPerDrone.isPresent()
                ? Optional.of((memoryPerDrone.getAsLong()
                                + DroneProgram.javaHeapBytesBeside(memoryPerDrone.getAsLong())
                                + BESIDE_JAVA_HEAP)
                        >> 20)
                : Optional.empty();
    }

    /** {@return {@link #join} for a shell} */
    String shellWords() {
        return join().stream().map(DroneCommand::quoted).collect(Collectors.joining(" "));
    }
}
