import org.jspecify.annotations.NullMarked;

/** The library a program embeds to share memory with the other drones of its hive. */
@NullMarked
module io.hivemind {
    requires io.hivemind.protocol;
    requires static org.jspecify;
    requires org.slf4j;

    exports io.hivemind;
}
