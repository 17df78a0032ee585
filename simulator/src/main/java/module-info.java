import org.jspecify.annotations.NullMarked;

/** A whole hive in one thread: the product's own protocol, with a network, faults and a clock that are computed. */
@NullMarked
module io.hivemind.simulator {
    requires transitive io.hivemind.protocol;
    requires static org.jspecify;

    exports io.hivemind.simulator;
}
