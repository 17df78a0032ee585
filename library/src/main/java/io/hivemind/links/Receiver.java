package io.hivemind.links;

import io.hivemind.protocol.Message;
import java.util.List;

/** What a drone hears over its links. Called by the reader threads of the links, each for its own peer. */
public interface Receiver {
    /** Messages of drone {@code from} arrived in one frame, in the order in which it sent them, after all that it sent before. */
    void received(int from, List<Message> messages);

    /** The link from or to drone {@code rank} is gone, and the drone had not said goodbye. {@code sentence} says how. */
    void lost(int rank, String sentence);

    /** Drone {@code rank} has left, as all members have agreed, or is a newcomer that went before it was in: it answers nothing any more. */
    void left(int rank);

    /** Drone {@code rank} says that the hive has ended, and why. */
    void aborted(int rank, String sentence);

    /** The other drones have agreed that this one has failed, and go on without it. {@code sentence} says so. */
    void excluded(String sentence);

    /** Newcomer {@code rank} is linked to all members, and waits to be taken in. Called at the coordinator alone. */
    void arrived(int rank);
}
