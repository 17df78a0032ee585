package io.hivemind.protocol;

/** One drone's protocol: a pure state machine. */
public final class Node {
    /** Makes the node of one drone, at the beginning of its hive: every page is zero, every lock free. */
    public Node(NodeConfig config, PageMemory memory, Effects effects) {
    }

    /** Lets one thing happen. One caller at a time. */
    public void step(Input input) {
    }

    /**
     * {@return how many twins are kept only because a running thread may still be between check and store} If any, the
     * driver looks where its threads are and says so with {@link Input.Quiesce} and {@link Input.Retire}.
     */
    public int cooling() {
        return 0;
    }

    /** {@return how often {@code lock} has been acquired, as far as this drone knows, which is exact while it holds it} */
    public long fence(long lock) {
        return lock;
    }

    /** {@return what the protocol has done so far} */
    public Totals totals() {
        return new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
