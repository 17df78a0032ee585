package io.hivemind.apps.frame;

/** A program that can be started by its name. One object serves all its runs, so it has no state. */
public interface Program {
    /** {@return the name by which it is started, in small letters} */
    String name();

    /** {@return what it does, in one line} */
    String description();

    /** {@return whether it writes checkpoints, and goes on if its hive begins with one} */
    default boolean resumes() {
        return false;
    }

    /** {@return the options that it understands} */
    Options options();

    /** {@return whether drones may come and go while it runs: they take their work from a shared queue, piece by piece} */
    default boolean takesNewcomers() {
        return false;
    }

    /** {@return whether it comes to a right result when drones fail: others do what these had begun} */
    default boolean goesOn() {
        return false;
    }

    /** {@return the job that {@code arguments} describe} Arguments that do not go together are a {@link Mistake}. */
    Job prepare(Arguments arguments);
}
