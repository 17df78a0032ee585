package io.hivemind.protocol;

import java.util.List;

/** All that the core can do to the world outside it. Calls come from within {@link Node#step}, in the order in which they must take effect. */
public interface Effects {
    /** Sends {@code message} to drone {@code to}, which is never the sender. Messages between two drones arrive in order. */
    void send(int to, Message message);

    /**
     * The members of the hive are others from now on. It comes once for each view after the first, in their order: at each that was a
     * member or is one now. One that is none any more still serves the others until its {@link Input.Leave} ends.
     */
    void view(View view);

    /**
     * What drones that have failed had written and nobody else has is lost. Comes before {@link #view}, at every member.
     *
     * @param repairs the pages, with the intervals whose changes are lost, or whose copy is stale
     */
    void lost(List<Message.Repair> repairs);

    /**
     * A collection has ended for all, such as begins with every view: each page has its copies again, so that as many drones may fail as
     * there are backups. It is there to be known; nothing has to be done.
     */
    default void collected() {}

    /**
     * This drone takes {@code drone} to have failed, once and for all, be it that it was told so or that others say so. Nothing that
     * comes from it is heard any more; its links are to be closed, so that it finds that out and takes this one to have failed, too.
     */
    void suspect(int drone);

    /** This drone is in no view any more, because it cannot agree with enough others on one; it must stop. {@code why} is a sentence. */
    void expelled(String why);

    /** Ends the wait of {@code ticket}. May come within the very step that brought the ticket. */
    void resume(long ticket, Outcome outcome);
}
