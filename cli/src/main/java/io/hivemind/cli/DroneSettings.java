package io.hivemind.cli;

import io.hivemind.OnFailure;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Option;
import io.hivemind.apps.frame.Sizes;
import io.hivemind.checkpoint.Folder;
import io.hivemind.checkpoint.UnusableCheckpointException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What all drones of a hive are told in the same words: collected from the options of the command, each checked. What bounds the
 * memory is set before the memory is.
 */
final class DroneSettings {
    static final int MOST_DRONES = 256;

    private static final String MEMORY = "HIVEMIND_MEMORY";
    private static final String MEMORY_PER_DRONE = "HIVEMIND_MEMORY_PER_DRONE";
    private static final String PAGE_SIZE = "HIVEMIND_PAGE_SIZE";
    private static final String RESUME = "HIVEMIND_RESUME";
    static final String ON_FAILURE = "HIVEMIND_ON_FAILURE";
    static final String GO_ON = "go-on";
    static final String RESUME_ANEW = "resume";
    private static final String VICTIMS = "HIVEMIND_VICTIMS";
    private static final int SMALLEST_PAGE = 256;
    private static final int LARGEST_PAGE = 65_536;
    private static final int USUAL_PAGE = 4096;
    private static final long USUAL_MEMORY = 64L << 20;
    private static final String BACKUP = "HIVEMIND_BACKUP";
    private static final String HEARTBEAT = "HIVEMIND_HEARTBEAT";
    private static final String SILENCE = "HIVEMIND_SILENCE";
    private static final Pattern TIME = Pattern.compile("(0*[1-9]\\d{0,8})(ms|s|min)?");

    /** What the drones inherit and an option may replace. */
    private final Map<String, String> inherited;

    private final int drones;

    /** What the drones can hold, if their memory is bounded. */
    private Optional<Offer> offer = Optional.empty();

    /** How large the heap of the checkpoint is, if there is one and it is here. */
    private OptionalLong resumedBytes = OptionalLong.empty();

    private final SequencedMap<String, String> variables = new TreeMap<>();

    DroneSettings(Map<String, String> inherited, int drones) {
        this.inherited = inherited;
        this.drones = drones;
    }

    /** {@return the number of drones that {@code text} means} */
    static int drones(String text) {
        new Option.WholeNumber("-n", Optional.empty(), 1, MOST_DRONES, "").check(text);
        return (int) Option.WholeNumber.parse(text);
    }

    /** {@return the time, more than none, that {@code text} means, which was given to {@code option}} */
    static Duration time(String option, String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw wrong(option, "a time such as 90s, 5min or 500ms", text);
        }
        long number = Long.parseLong(time.group(1));
        return switch (Optional.ofNullable(time.group(2)).orElse("s")) {
            case "ms" -> Duration.ofMillis(number);
            case "min" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
    }

    /** {@return the directory of the checkpoint that the environment names} */
    static Optional<Path> resumeFrom(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(RESUME))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    /** Lets the hive begin with a checkpoint, and takes page size and memory from it, unless the page size was set, or it is not here. */
    void resume(Path path) {
        var folder = new Folder(path);
        variables.put(RESUME, folder.path().toString());
        try {
            folder.manifest().ifPresent(manifest -> {
                variables.putIfAbsent(PAGE_SIZE, String.valueOf(manifest.label().pageSize()));
                resumedBytes = OptionalLong.of(manifest.label().heapBytes());
            });
        } catch (UnusableCheckpointException unusable) {
            throw new Mistake(String.valueOf(unusable.getMessage()), unusable);
        } catch (IOException failed) {
            throw new Mistake(
                    "The checkpoint in " + folder.path() + " cannot be read: " + Folder.reason(failed) + ".", failed);
        }
    }

    /** {@return whether the hive begins with a checkpoint} */
    boolean isResumed() {
        return variables.containsKey(RESUME);
    }

    void pageSize(String text) {
        variables.put(PAGE_SIZE, String.valueOf(parsedPageSize("--page-size", text)));
    }

    void budget(String text) {
        variables.put("HIVEMIND_BUDGET", String.valueOf(size("--budget", text)));
    }

    void waitBound(String text) {
        time("--wait", text);
        variables.put("HIVEMIND_WAIT", text);
    }

    /** A hive that is to be started anew ends before. */
    void onFailure(String text) {
        if (!List.of("end", GO_ON, RESUME_ANEW).contains(text)) {
            throw wrong("--on-failure", "end, go-on or resume", text);
        }
        variables.put(ON_FAILURE, text.equals(RESUME_ANEW) ? "end" : text);
    }

    void backup(String text) {
        new Option.WholeNumber("--backup", Optional.empty(), 0, MOST_DRONES, "").check(text);
        variables.put(BACKUP, String.valueOf(Option.WholeNumber.parse(text)));
    }

    /** {@return how many other drones have what a drone has released, if the hive goes on} */
    int backups() {
        return Optional.ofNullable(variables.get(BACKUP))
                .or(() -> Optional.ofNullable(inherited.get(BACKUP)).filter(text -> !text.isBlank()))
                .map(text -> (int) Option.WholeNumber.parse(text))
                .orElse(offer.isPresent() ? 0 : 1);
    }

    /** {@return whether the hive goes on when a drone fails, as the variables say that its drones are told or inherit} */
    static boolean goesOn(Map<String, String> told, Map<String, String> inherited) {
        return GO_ON.equals(told.getOrDefault(ON_FAILURE, inherited.getOrDefault(ON_FAILURE, "")));
    }

    /** {@return for how long a drone of a hive that goes on may be silent, as {@code environment} says} */
    static Duration silence(Map<String, String> environment) {
        String heartbeat = environment.getOrDefault(HEARTBEAT, "").strip();
        String beats = environment.getOrDefault(SILENCE, "").strip();
        if (!beats.isEmpty()) {
            new Option.WholeNumber(SILENCE, Optional.empty(), 1, Integer.MAX_VALUE, "").check(beats);
        }
        return (heartbeat.isEmpty() ? OnFailure.GO_ON.heartbeat() : time(HEARTBEAT, heartbeat))
                .multipliedBy(beats.isEmpty() ? OnFailure.GO_ON.beats() : Option.WholeNumber.parse(beats));
    }

    void verbose(boolean verbose) {
        if (verbose) {
            variables.put("HIVEMIND_VERBOSE", "true");
        }
    }

    void victims(String text) {
        if (!text.equals("scan") && !text.equals("lru")) {
            throw wrong("--victims", "scan or lru", text);
        }
        variables.put(VICTIMS, text);
    }

    /** Bounds each drone's memory if the option asks for it, or else the environment. */
    void memoryPerDrone(Optional<String> text) {
        OptionalLong bytes = given("--memory-per-drone", text, MEMORY_PER_DRONE);
        if (bytes.isPresent()) {
            offer = Optional.of(Offer.of(drones, bytes.getAsLong(), pageSize()));
            variables.put(MEMORY_PER_DRONE, String.valueOf(bytes.getAsLong()));
        }
    }

    /** {@return how many bytes each drone has, if that is bounded} */
    OptionalLong bytesPerDrone() {
        return offer.isPresent() ? OptionalLong.of(offer.get().bytesPerDrone()) : OptionalLong.empty();
    }

    /** Sets the memory to what was asked for, or to what drones with bounded memory can hold, if that is less than usual. */
    void memory(Optional<String> text) {
        OptionalLong given = givenMemory(text);
        if (given.isPresent()) {
            requireOffer("the memory asked for is", _ -> given.getAsLong());
            variables.put(MEMORY, String.valueOf(given.getAsLong()));
        } else if (offer.isPresent()) {
            variables.put(MEMORY, String.valueOf(usualMemory()));
        }
    }

    /**
     * Sets the memory to what was asked for, if that is enough for the program, or else to what the program needs.
     *
     * @param needed how many bytes the program needs with so many drones
     */
    void memory(String program, Optional<String> text, IntToLongFunction needed) {
        if (resumedBytes.isPresent()) {
            memory(text);
            return;
        }
        OptionalLong given = givenMemory(text);
        long least = needed.applyAsLong(drones);
        if (given.isPresent() && given.getAsLong() < least) {
            throw new Mistake(
                    "The program %s needs %s of shared memory, but was given %s: use --memory %s, or leave it out."
                            .formatted(program, Sizes.text(least), Sizes.text(given.getAsLong()), Sizes.option(least)));
        }
        requireOffer("the program " + program + " needs", needed);
        given.ifPresent(bytes -> requireOffer("the memory asked for is", _ -> bytes));
        variables.put(MEMORY, String.valueOf(given.orElse(Math.max(usualMemory(), least))));
    }

    /** {@return the variables that say so, by name} */
    SequencedMap<String, String> variables() {
        return variables;
    }

    private void requireOffer(String subject, IntToLongFunction needed) {
        offer.ifPresent(drones -> drones.require(subject, needed));
    }

    private long usualMemory() {
        return offer.map(Offer::bytes).map(most -> Math.min(most, USUAL_MEMORY)).orElse(USUAL_MEMORY);
    }

    private int pageSize() {
        return Optional.ofNullable(variables.get(PAGE_SIZE))
                .or(() -> Optional.ofNullable(inherited.get(PAGE_SIZE)).filter(text -> !text.isBlank()))
                .map(text -> parsedPageSize(PAGE_SIZE, text))
                .orElse(USUAL_PAGE);
    }

    private OptionalLong givenMemory(Optional<String> text) {
        return text.isEmpty() && resumedBytes.isPresent() ? resumedBytes : given("--memory", text, MEMORY);
    }

    private OptionalLong given(String option, Optional<String> text, String variable) {
        if (text.isPresent()) {
            return OptionalLong.of(size(option, text.get()));
        }
        String inheritedText = inherited.getOrDefault(variable, "");
        return inheritedText.isBlank() ? OptionalLong.empty() : OptionalLong.of(size(variable, inheritedText));
    }

    private static int parsedPageSize(String option, String text) {
        OptionalLong size = Sizes.parse(text);
        if (size.isEmpty()
                || size.getAsLong() < SMALLEST_PAGE
                || size.getAsLong() > LARGEST_PAGE
                || Long.bitCount(size.getAsLong()) != 1) {
            throw wrong(option, "a power of two from 256 to 65536", text);
        }
        return (int) size.getAsLong();
    }

    private static long size(String option, String text) {
        return Sizes.parse(text).orElseThrow(() -> wrong(option, "a size such as 200m or 1g", text));
    }

    private static Mistake wrong(String option, String allowed, String given) {
        return new Mistake("The option %s takes %s, but was given \"%s\".".formatted(option, allowed, given));
    }
}
