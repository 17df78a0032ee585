import org.jspecify.annotations.NullMarked;

/** Programs that share memory, written against the public interface alone. */
@NullMarked
module io.hivemind.apps {
    requires transitive io.hivemind;
    requires static org.jspecify;

    exports io.hivemind.apps;
    exports io.hivemind.apps.frame;
}
