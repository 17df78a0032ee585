package io.hivemind;

import io.hivemind.engines.Placement;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables that tell a drone how to join its hive. A blank one counts as not set. */
record Environment(Map<String, String> variables) {
    private static final String PREFIX = "HIVEMIND_";
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([kmg]?)b?");
    private static final Pattern TIME = Pattern.compile("(\\d{1,12})(ms|s|min)?");
    private static final Pattern ADDRESS = Pattern.compile("(?:\\[(.+)]|([^:]+)):(\\d{1,5})");

    /** {@return the configuration that the variables say, with what the engine says that started this process} */
    HiveConfig config() {
        if (text("ENTER").isPresent()) {
            return config("nothing");
        }
        Placement placement = Placement.of(variables);
        return new Environment(placement.complete(variables)).config(placement.engine());
    }

    private HiveConfig config(String engine) {
        HiveConfig.Builder builder = HiveConfig.builder();
        entry(builder);
        text("PROGRAM").ifPresent(builder::program);
        value("GRACE", Environment::time, "a time like 10s, 500ms or 2min").ifPresent(builder::grace);
        whole("RANK").ifPresent(builder::rank);
        whole("SIZE").ifPresent(builder::size);
        coordinator(builder);
        text("BIND").ifPresent(builder::bind);
        whole("PORT").ifPresent(builder::port);
        text("HIVE").ifPresent(builder::hive);
        value("PAGE_SIZE", Environment::size, "a size like 4096 or 4k")
                .ifPresent(bytes -> builder.pageSize(Math.toIntExact(Math.min(bytes, Integer.MAX_VALUE))));
        value("MEMORY", Environment::size, "a size like 64m or 1g").ifPresent(builder::memoryBytes);
        value("BUDGET", Environment::size, "a size like 64k or 32m").ifPresent(builder::budgetBytes);
        value("WAIT", Environment::time, "a time like 60s, 500ms or 2min").ifPresent(builder::waitBound);
        value("AHEAD", Environment::onOrOff, "on or off").ifPresent(builder::ahead);
        value("MEMORY_PER_DRONE", Environment::size, "a size like 64m or 1g").ifPresent(builder::memoryPerDrone);
        value("VICTIMS", Environment::victims, "scan or lru").ifPresent(builder::victims);
        value("SECRET_FILE", Environment::file, "the name of a file, or -").ifPresent(builder::secretFile);
        builder.onFailure(onFailure());
        value("RESUME", Environment::file, "the directory of a checkpoint").ifPresent(builder::resume);
        value("TETHER", Environment::tether, "stdin, or nothing").ifPresent(builder::tethered);
        boolean isInsecure =
                value("INSECURE", Environment::trueOrFalse, "true or false").orElse(false);
        encryption(isInsecure).ifPresent(builder::encryption);
        HiveConfig config = built(builder, engine);
        // What a newcomer needs is known when it is at the door.
        Optional<Exposure> exposure = config.isNewcomer() ? Optional.empty() : Exposure.of(config);
        exposure.filter(_ -> !isInsecure && !config.tls()).ifPresent(Exposure::refuse);
        return config;
    }

    private OnFailure onFailure() {
        boolean goesOn =
                value("ON_FAILURE", Environment::goesOn, "go-on or end").orElse(false);
        OnFailure usual = goesOn ? OnFailure.GO_ON : OnFailure.END;
        OnFailure backed = whole("BACKUP").map(usual::withBackup).orElse(usual);
        return backed.withHeartbeat(
                value("HEARTBEAT", Environment::time, "a time like 1s or 500ms").orElse(usual.heartbeat()),
                whole("SILENCE").orElse(usual.beats()));
    }

    private Optional<HiveConfig.Encryption> encryption(boolean isInsecure) {
        Optional<HiveConfig.Encryption> wanted = value("TLS", Environment::tls, "auto or always");
        if (isInsecure && wanted.equals(Optional.of(HiveConfig.Encryption.ALWAYS))) {
            throw new IllegalArgumentException("HIVEMIND_TLS=always asks for encryption, and HIVEMIND_INSECURE=true or"
                    + " --insecure goes without; leave out one of them.");
        }
        return isInsecure ? Optional.of(HiveConfig.Encryption.NEVER) : wanted;
    }

    private static HiveConfig built(HiveConfig.Builder builder, String engine) {
        try {
            return builder.build();
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    refused.getMessage() + " The HIVEMIND_ variables of the environment say so"
                            + (Placement.isEngine(engine) ? ", or those of " + engine + "." : "."),
                    refused);
        }
    }

    private void coordinator(HiveConfig.Builder builder) {
        value("COORDINATOR", Environment::address, "an address like 127.0.0.1:4000")
                .ifPresent(address -> builder.coordinator(host(address), Integer.parseInt(address.group(3))));
    }

    private void entry(HiveConfig.Builder builder) {
        Optional<Path> token = value("TOKEN_FILE", Environment::file, "the name of a file");
        Optional<Matcher> hive = value("ENTER", Environment::address, "an address like 127.0.0.1:4000");
        if (hive.isPresent()) {
            builder.enter(
                    host(hive.get()),
                    Integer.parseInt(hive.get().group(3)),
                    token.orElseThrow(
                            () -> new IllegalArgumentException("The environment variable HIVEMIND_ENTER names a"
                                    + " hive that runs, into which a token lets; name the file that has one with"
                                    + " HIVEMIND_TOKEN_FILE.")));
        }
    }

    private static String host(Matcher address) {
        return Optional.ofNullable(address.group(1)).orElseGet(() -> address.group(2));
    }

    private Optional<Integer> whole(String name) {
        return value(name, Environment::parsedInt, "a whole number");
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(PREFIX + name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private <T> Optional<T> value(String name, Function<String, Optional<T>> parser, String allowed) {
        return text(name)
                .map(text -> parser.apply(text)
                        .orElseThrow(() -> new IllegalArgumentException("The environment variable " + PREFIX + name
                                + " must be " + allowed + ", not \"" + text + "\".")));
    }

    private static Optional<Integer> parsedInt(String text) {
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException wrong) {
            return Optional.empty();
        }
    }

    private static Optional<Long> size(String text) {
        Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            return Optional.empty();
        }
        int shift = switch (size.group(2)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
        long number = Long.parseLong(size.group(1));
        return number > Long.MAX_VALUE >> shift ? Optional.empty() : Optional.of(number << shift);
    }

    private static Optional<Duration> time(String text) {
        Matcher time = TIME.matcher(text.toLowerCase(Locale.ROOT));
        if (!time.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(time.group(1));
        return Optional.of(
                switch (Optional.ofNullable(time.group(2)).orElse("s")) {
                    case "ms" -> Duration.ofMillis(number);
                    case "min" -> Duration.ofMinutes(number);
                    default -> Duration.ofSeconds(number);
                });
    }

    private static Optional<Matcher> address(String text) {
        Matcher address = ADDRESS.matcher(text);
        return address.matches() && Integer.parseInt(address.group(3)) <= 65535
                ? Optional.of(address)
                : Optional.empty();
    }

    private static Optional<Boolean> onOrOff(String text) {
        return switch (text) {
            case "on" -> Optional.of(true);
            case "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> goesOn(String text) {
        return switch (text) {
            case "go-on" -> Optional.of(true);
            case "end" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> trueOrFalse(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<HiveConfig.Encryption> tls(String text) {
        return switch (text) {
            case "auto" -> Optional.of(HiveConfig.Encryption.AUTO);
            case "always" -> Optional.of(HiveConfig.Encryption.ALWAYS);
            default -> Optional.empty();
        };
    }

    private static Optional<HiveConfig.Victims> victims(String text) {
        return switch (text) {
            case "scan" -> Optional.of(HiveConfig.Victims.SCAN);
            case "lru" -> Optional.of(HiveConfig.Victims.LRU);
            default -> Optional.empty();
        };
    }

    private static Optional<Path> file(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException wrong) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> tether(String text) {
        return text.equals("stdin") ? Optional.of(true) : Optional.empty();
    }
}
