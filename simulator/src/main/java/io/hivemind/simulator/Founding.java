package io.hivemind.simulator;

import io.hivemind.protocol.NodeConfig;
import io.hivemind.protocol.Room;
import java.util.List;

/** What a scenario says about its hive: {@code drones N page BYTES} and whatever follows. */
record Founding(
        int size,
        int pageSize,
        int pages,
        long budget,
        int grace,
        NodeConfig.Ahead ahead,
        int arity,
        Room room,
        int backup) {
    static Founding of(List<String> words) {
        int pageSize = Integer.parseInt(option(words, "page", "64"));
        int roomPages = Integer.parseInt(option(words, "room", "0"));
        Room.Choice choice = words.contains("lru") ? Room.Choice.LEAST_RECENT : Room.Choice.SCAN_RESISTANT;
        return new Founding(
                Integer.parseInt(words.get(1)),
                pageSize,
                Integer.parseInt(option(words, "pages", "8")),
                Long.parseLong(option(words, "budget", "1000000")),
                Integer.parseInt(option(words, "grace", "3")),
                new NodeConfig.Ahead(
                        Integer.parseInt(option(words, "carry", "0")), Integer.parseInt(option(words, "push", "0"))),
                Integer.parseInt(option(words, "arity", "" + NodeConfig.USUAL_ARITY)),
                new Room(roomPages == 0 ? Room.UNBOUNDED.bytes() : (long) roomPages * pageSize, pageSize, choice),
                Integer.parseInt(option(words, "backup", "0")));
    }

    /** {@return what the node of one drone, a founder or a newcomer, must know} */
    NodeConfig config(int rank) {
        return new NodeConfig(rank, size, pages, budget, grace, ahead, arity, room, backup);
    }

    private static String option(List<String> words, String name, String otherwise) {
        int at = words.indexOf(name);
        return at < 0 ? otherwise : words.get(at + 1);
    }
}
