import org.jspecify.annotations.NullMarked;

/**
 * The consistency protocol: a pure state machine, its messages and their bytes. It uses of {@code java.base} no thread,
 * no clock, no file and no socket, which a test over its byte code enforces.
 */
@NullMarked
module io.hivemind.protocol {
    requires static org.jspecify;

    exports io.hivemind.pages;
    exports io.hivemind.protocol;
    exports io.hivemind.wire;
}
