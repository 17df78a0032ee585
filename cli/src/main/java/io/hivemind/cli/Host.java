package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine that ssh reaches, and what is to be known of it.
 *
 * @param name what ssh is given
 * @param port the port of ssh there, if the file names one
 * @param slots how many drones it takes, at least 1
 * @param user who logs in, if the file says so
 * @param key the file with the private key, if the file names one
 * @param address where the drones of other hosts reach its drones
 * @param javaHome where its Java is, if the file says so
 * @param directory the folder in which drones run and what is copied is kept; else the home of the user
 */
record Host(
        String name,
        OptionalInt port,
        int slots,
        Optional<String> user,
        Optional<String> key,
        String address,
        Optional<String> javaHome,
        Optional<String> directory) {
    /** What a file may say of a host, beside its name. */
    static final List<String> KEYS = List.of("port", "slots", "user", "key", "address", "java-home", "directory");

    /** No dash at the beginning, for ssh would take it as an option. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:][A-Za-z0-9_.:%-]*");

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_.][A-Za-z0-9_.@\\\\-]*\\$?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|::1");
    private static final int LARGEST_PORT = 65_535;

    /**
     * {@return the host with this name}
     *
     * @param settings what is said of it, by key
     * @param where the place in the file, which begins the sentence that tells a mistake
     */
    static Host of(String name, Map<String, String> settings, String where) {
        for (String key : settings.keySet()) {
            if (!KEYS.contains(key)) {
                throw new Mistake(where + ": a host has no \"" + key + "\"; "
                        + Nearest.to(key, KEYS)
                                .map(nearest -> "did you mean " + nearest + "?")
                                .orElse("there are " + String.join(", ", KEYS) + "."));
            }
        }
        var said = new Said(settings, where);
        said.require("the name of a host", name, NAME);
        String address = said.text("address").orElse(name);
        said.require("an address", address, NAME);
        said.text("user").ifPresent(user -> said.require("a user", user, USER));
        return new Host(
                name,
                said.number("port", LARGEST_PORT),
                said.number("slots", DroneSettings.MOST_DRONES).orElse(1),
                said.text("user"),
                said.text("key"),
                address,
                said.text("java-home"),
                said.text("directory"));
    }

    /** {@return whether only drones of the same machine reach it} */
    boolean isLoopback() {
        return LOOPBACK.matcher(address).matches();
    }

    /** {@return where a drone listens at {@code port}, as all drones are told} */
    String at(int port) {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }

    /** What a file says of one host. */
    private record Said(Map<String, String> settings, String where) {
        private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,4}");

        Optional<String> text(String key) {
            Optional<String> value = Optional.ofNullable(settings.get(key));
            if (value.filter(text -> text.isBlank() || text.contains("\n")).isPresent()) {
                throw new Mistake(where + ": " + key + " must have a value of one line.");
            }
            return value;
        }

        OptionalInt number(String key, int most) {
            Optional<String> value = text(key);
            if (value.isEmpty()) {
                return OptionalInt.empty();
            }
            Matcher number = NUMBER.matcher(value.get());
            if (!number.matches() || Integer.parseInt(value.get()) > most) {
                throw new Mistake("%s: %s takes a whole number from 1 to %,d, but was given \"%s\"."
                        .formatted(where, key, most, value.get()));
            }
            return OptionalInt.of(Integer.parseInt(value.get()));
        }

        void require(String what, String text, Pattern allowed) {
            if (!allowed.matcher(text).matches()) {
                throw new Mistake(where + ": \"" + text + "\" is not " + what + ".");
            }
        }
    }

    /** {@return the ranks that each host gets when so many drones are spread over {@code hosts} by their slots, in order} */
    static List<Host> spread(List<Host> hosts, int drones, String file) {
        int slots = hosts.stream().mapToInt(Host::slots).sum();
        if (drones > slots) {
            throw new Mistake("The hosts in %s have %s in all, too few for -n %d: give them more slots, or use -n %d."
                    .formatted(file, slots == 1 ? "1 slot" : slots + " slots", drones, slots));
        }
        Host[] ofRank = new Host[drones];
        int rank = 0;
        for (Host host : hosts) {
            int end = Math.min(drones, rank + host.slots);
            Arrays.fill(ofRank, rank, end, host);
            rank = end;
        }
        return List.of(ofRank);
    }
}
