package io.hivemind;

/**
 * What a thread learns by passing a {@link SharedBarrier}.
 *
 * @param view who was in the hive when the barrier opened: the same for all threads that passed with this one, on all drones
 * @param viewChanged whether that is another view than when this thread passed this barrier last, or than the first of all if it never
 *     did. It is the same on all drones if on each the same threads come to the barrier every time
 */
public record BarrierPassage(HiveView view, boolean viewChanged) {}
