package io.hivemind.wire;

import io.hivemind.protocol.Message;
import io.hivemind.protocol.Message.AdmitWanted;
import io.hivemind.protocol.Message.Backup;
import io.hivemind.protocol.Message.BackupKept;
import io.hivemind.protocol.Message.BarrierArrive;
import io.hivemind.protocol.Message.BarrierRelease;
import io.hivemind.protocol.Message.ChangeAccept;
import io.hivemind.protocol.Message.ChangeBehind;
import io.hivemind.protocol.Message.ChangeCall;
import io.hivemind.protocol.Message.ChangeDecided;
import io.hivemind.protocol.Message.ChangeHoldings;
import io.hivemind.protocol.Message.ChangePrepare;
import io.hivemind.protocol.Message.ChangePropose;
import io.hivemind.protocol.Message.ChangeReport;
import io.hivemind.protocol.Message.CollectArrive;
import io.hivemind.protocol.Message.CollectCall;
import io.hivemind.protocol.Message.CollectDone;
import io.hivemind.protocol.Message.CollectFree;
import io.hivemind.protocol.Message.CollectStart;
import io.hivemind.protocol.Message.CollectWanted;
import io.hivemind.protocol.Message.Inquiry;
import io.hivemind.protocol.Message.InquiryReply;
import io.hivemind.protocol.Message.IntervalReply;
import io.hivemind.protocol.Message.IntervalRequest;
import io.hivemind.protocol.Message.LeaveGranted;
import io.hivemind.protocol.Message.LeaveWanted;
import io.hivemind.protocol.Message.LockBusy;
import io.hivemind.protocol.Message.LockForward;
import io.hivemind.protocol.Message.LockGrant;
import io.hivemind.protocol.Message.LockRequest;
import io.hivemind.protocol.Message.LockSignal;
import io.hivemind.protocol.Message.PagePush;
import io.hivemind.protocol.Message.PageReply;
import io.hivemind.protocol.Message.PageRequest;
import io.hivemind.protocol.Message.Suspected;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of the messages of one hive: one byte that says which message, and then its parts. Stateless, so any number of
 * threads may use one.
 *
 * <p>Decoding believes nothing: it throws {@link MalformedFrameException} and nothing else, and every drone, page, time,
 * copy and diff that it lets in fits the hive.
 */
public final class Codec {
    private static final int LOCK_REQUEST = 1;
    private static final int LOCK_FORWARD = 2;
    private static final int LOCK_GRANT = 3;
    private static final int LOCK_BUSY = 4;
    private static final int LOCK_SIGNAL = 5;
    private static final int BARRIER_ARRIVE = 6;
    private static final int BARRIER_RELEASE = 7;
    private static final int INTERVAL_REQUEST = 8;
    private static final int INTERVAL_REPLY = 9;
    private static final int PAGE_REQUEST = 10;
    private static final int PAGE_REPLY = 11;
    private static final int COLLECT_WANTED = 12;
    private static final int COLLECT_CALL = 13;
    private static final int COLLECT_ARRIVE = 14;
    private static final int COLLECT_START = 15;
    private static final int COLLECT_DONE = 16;
    private static final int COLLECT_FREE = 17;
    private static final int INQUIRY = 18;
    private static final int INQUIRY_REPLY = 19;
    private static final int PAGE_PUSH = 20;
    private static final int ADMIT_WANTED = 21;
    private static final int LEAVE_WANTED = 22;
    private static final int CHANGE_CALL = 23;
    private static final int CHANGE_REPORT = 24;
    private static final int CHANGE_PREPARE = 25;
    private static final int CHANGE_HOLDINGS = 26;
    private static final int CHANGE_PROPOSE = 27;
    private static final int CHANGE_ACCEPT = 28;
    private static final int CHANGE_DECIDED = 29;
    private static final int CHANGE_BEHIND = 30;

    private static final int BACKUP = 31;
    private static final int BACKUP_KEPT = 32;
    private static final int SUSPECTED = 33;
    private static final int LEAVE_GRANTED = 34;

    private static final int USUAL_BYTES = 64;

    private final LockMessages locks;
    private final BarrierMessages barriers;
    private final PageMessages pages;
    private final CollectMessages collections;
    private final ViewMessages views;
    private final ChangeMessages changes;
    private final InquiryMessages inquiries;

    /**
     * Makes the codec of a hive.
     *
     * @param drones how many drones there may ever have been, with those that leave
     * @param pages how many pages the shared heap has
     * @param pageSize bytes a page
     */
    public Codec(int drones, int pages, int pageSize) {
        if (drones < 1 || pages < 1 || pageSize < 8) {
            throw new IllegalArgumentException("A hive of " + drones + " drones with " + pages + " pages of " + pageSize
                    + " bytes cannot be: there must be at least one drone and one page, and 8 bytes a page.");
        }
        Ranges ranges = new Ranges(drones, pages, pageSize);
        History history = new History(ranges);
        this.pages = new PageMessages(ranges, history);
        this.locks = new LockMessages(ranges, history, this.pages);
        this.views = new ViewMessages(ranges, history, locks);
        this.collections = new CollectMessages(ranges, history);
        this.changes = new ChangeMessages(ranges, history, collections, views);
        this.barriers = new BarrierMessages(ranges, history, collections);
        this.inquiries = new InquiryMessages(ranges, history);
    }

    /** {@return the bytes of {@code message}} */
    public ByteBuffer encode(Message message) {
        Sink out = sinkFor(message, 0);
        write(out, message);
        return out.toBuffer();
    }

    /**
     * {@return the message of which {@code body} holds the bytes, from its position to its limit} The buffer may be used
     * again afterwards, and its position does not change.
     *
     * @throws MalformedFrameException if these are not the bytes of a message of this hive
     */
    public Message decode(ByteBuffer body) {
        Source in = new Source(body);
        Message message = read(in);
        in.end();
        return message;
    }

    /**
     * {@return the messages, one at least, of which {@code body} holds the bytes one after the other} The position of the buffer
     * does not change.
     *
     * @throws MalformedFrameException if these are not the bytes of messages of this hive
     */
    public List<Message> decodeAll(ByteBuffer body) {
        Source in = new Source(body);
        List<Message> messages = new ArrayList<>(1);
        do {
            messages.add(read(in));
        } while (in.hasMore());
        return messages;
    }

    /** {@return a sink with {@code reserved} bytes kept free in which {@code message} probably fits} */
    static Sink sinkFor(Message message, int reserved) {
        int data = switch (message) {
            case PageReply reply -> PageMessages.expectedBytes(reply);
            case PagePush push -> PageMessages.expectedBytes(push.diffs());
            case Backup backup -> PageMessages.expectedBytes(backup.diffs());
            default -> 0;
        };
        return new Sink(reserved, USUAL_BYTES + data);
    }

    void write(Sink out, Message message) {
        switch (message) {
            case LockRequest m -> locks.write(tagged(out, LOCK_REQUEST), m);
            case LockForward m -> locks.write(tagged(out, LOCK_FORWARD), m);
            case LockGrant m -> locks.write(tagged(out, LOCK_GRANT), m);
            case LockBusy m -> locks.write(tagged(out, LOCK_BUSY), m);
            case LockSignal m -> locks.write(tagged(out, LOCK_SIGNAL), m);
            case BarrierArrive m -> barriers.write(tagged(out, BARRIER_ARRIVE), m);
            case BarrierRelease m -> barriers.write(tagged(out, BARRIER_RELEASE), m);
            case IntervalRequest m -> inquiries.write(tagged(out, INTERVAL_REQUEST), m);
            case IntervalReply m -> inquiries.write(tagged(out, INTERVAL_REPLY), m);
            case PageRequest m -> pages.write(tagged(out, PAGE_REQUEST), m);
            case PageReply m -> pages.write(tagged(out, PAGE_REPLY), m);
            case Backup m -> pages.write(tagged(out, BACKUP), m);
            case BackupKept m -> pages.write(tagged(out, BACKUP_KEPT), m);
            case PagePush m -> pages.write(tagged(out, PAGE_PUSH), m);
            case CollectWanted m -> collections.write(tagged(out, COLLECT_WANTED), m);
            case CollectCall m -> collections.write(tagged(out, COLLECT_CALL), m);
            case CollectArrive m -> collections.write(tagged(out, COLLECT_ARRIVE), m);
            case CollectStart m -> collections.write(tagged(out, COLLECT_START), m);
            case CollectDone m -> collections.write(tagged(out, COLLECT_DONE), m);
            case CollectFree m -> collections.write(tagged(out, COLLECT_FREE), m);
            case AdmitWanted m -> views.write(tagged(out, ADMIT_WANTED), m);
            case Suspected m -> views.write(tagged(out, SUSPECTED), m);
            case LeaveWanted m -> views.write(tagged(out, LEAVE_WANTED), m);
            case LeaveGranted _ -> tagged(out, LEAVE_GRANTED);
            case ChangeCall m -> changes.write(tagged(out, CHANGE_CALL), m);
            case ChangeReport m -> changes.write(tagged(out, CHANGE_REPORT), m);
            case ChangePrepare m -> changes.write(tagged(out, CHANGE_PREPARE), m);
            case ChangeHoldings m -> changes.write(tagged(out, CHANGE_HOLDINGS), m);
            case ChangePropose m -> changes.write(tagged(out, CHANGE_PROPOSE), m);
            case ChangeAccept m -> changes.write(tagged(out, CHANGE_ACCEPT), m);
            case ChangeDecided m -> changes.write(tagged(out, CHANGE_DECIDED), m);
            case ChangeBehind m -> changes.write(tagged(out, CHANGE_BEHIND), m);
            case Inquiry m -> inquiries.write(tagged(out, INQUIRY), m);
            case InquiryReply m -> inquiries.write(tagged(out, INQUIRY_REPLY), m);
        }
    }

    private static Sink tagged(Sink out, int tag) {
        out.octet(tag);
        return out;
    }

    private Message read(Source in) {
        int tag = in.octet("the byte that says which message it is");
        return switch (tag) {
            case LOCK_REQUEST -> locks.request(in);
            case LOCK_FORWARD -> locks.forward(in);
            case LOCK_GRANT -> locks.grant(in);
            case LOCK_BUSY -> locks.busy(in);
            case LOCK_SIGNAL -> locks.signal(in);
            case BARRIER_ARRIVE -> barriers.arrive(in);
            case BARRIER_RELEASE -> barriers.release(in);
            case INTERVAL_REQUEST -> inquiries.intervalRequest(in);
            case INTERVAL_REPLY -> inquiries.intervalReply(in);
            case PAGE_REQUEST -> pages.request(in);
            case PAGE_REPLY -> pages.reply(in);
            case BACKUP -> pages.backup(in);
            case BACKUP_KEPT -> pages.backupKept(in);
            case PAGE_PUSH -> pages.push(in);
            case COLLECT_WANTED -> collections.wanted(in);
            case COLLECT_CALL -> collections.call(in);
            case COLLECT_ARRIVE -> collections.arrive(in);
            case COLLECT_START -> collections.start(in);
            case COLLECT_DONE -> collections.done(in);
            case COLLECT_FREE -> collections.free(in);
            case ADMIT_WANTED -> views.admitWanted(in);
            case SUSPECTED -> views.suspected(in);
            case LEAVE_WANTED -> views.leaveWanted(in);
            case LEAVE_GRANTED -> new LeaveGranted();
            case CHANGE_CALL -> changes.call(in);
            case CHANGE_REPORT -> changes.report(in);
            case CHANGE_PREPARE -> changes.prepare(in);
            case CHANGE_HOLDINGS -> changes.holdings(in);
            case CHANGE_PROPOSE -> changes.propose(in);
            case CHANGE_ACCEPT -> changes.accept(in);
            case CHANGE_DECIDED -> changes.decided(in);
            case CHANGE_BEHIND -> changes.behind(in);
            case INQUIRY -> inquiries.inquiry(in);
            case INQUIRY_REPLY -> inquiries.inquiryReply(in);
            default -> throw in.malformed("no message has the number " + tag);
        };
    }
}
