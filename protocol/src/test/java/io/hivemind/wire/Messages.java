package io.hivemind.wire;

import io.hivemind.pages.SegmentPages;
import io.hivemind.protocol.Ballot;
import io.hivemind.protocol.Diff;
import io.hivemind.protocol.Interval;
import io.hivemind.protocol.IntervalId;
import io.hivemind.protocol.Loss;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.Message.Accepted;
import io.hivemind.protocol.Message.BarrierStanding;
import io.hivemind.protocol.Message.CopyNews;
import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.Message.Decision;
import io.hivemind.protocol.Message.DiffNews;
import io.hivemind.protocol.Message.DiffSource;
import io.hivemind.protocol.Message.Holding;
import io.hivemind.protocol.Message.LockPlan;
import io.hivemind.protocol.Message.LockPlans;
import io.hivemind.protocol.Message.LockStanding;
import io.hivemind.protocol.Message.Owned;
import io.hivemind.protocol.Message.PageDiffs;
import io.hivemind.protocol.Message.PageNews;
import io.hivemind.protocol.Message.PageWant;
import io.hivemind.protocol.Message.Progress;
import io.hivemind.protocol.Message.Repair;
import io.hivemind.protocol.Message.Report;
import io.hivemind.protocol.Message.Standing;
import io.hivemind.protocol.Message.Subject;
import io.hivemind.protocol.Message.Waiter;
import io.hivemind.protocol.Message.Welcome;
import io.hivemind.protocol.PageCopy;
import io.hivemind.protocol.PageSet;
import io.hivemind.protocol.VectorTime;
import io.hivemind.protocol.View;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Messages drawn by chance, of every kind, that could be sent in a hive of a given shape. */
final class Messages {
    private final SplittableRandom random;
    private final int drones;
    private final int pages;
    private final int pageSize;
    private final Map<Class<? extends Message>, Supplier<Message>> kinds = new LinkedHashMap<>();

    Messages(long seed, int drones, int pages, int pageSize) {
        this.random = new SplittableRandom(seed);
        this.drones = drones;
        this.pages = pages;
        this.pageSize = pageSize;
        kinds.put(Message.LockRequest.class, () -> new Message.LockRequest(natural(), lock(), time(), flag()));
        kinds.put(Message.LockForward.class, () -> new Message.LockForward(natural(), lock(), drone(), time(), flag()));
        kinds.put(
                Message.LockGrant.class,
                () -> new Message.LockGrant(
                        natural(),
                        lock(),
                        random.nextLong(1L << 40),
                        flag(),
                        intervals(),
                        list(this::pageDiffs),
                        list(this::waiter)));
        kinds.put(Message.LockBusy.class, () -> new Message.LockBusy(natural(), lock()));
        kinds.put(Message.LockSignal.class, () -> new Message.LockSignal(natural(), lock(), random.nextLong()));
        kinds.put(Message.BarrierArrive.class, () -> {
            VectorTime least = time();
            VectorTime mentioned = flag() ? least : near(least, 3);
            return new Message.BarrierArrive(natural(), random.nextInt(), least, mentioned, intervals(), flag());
        });
        kinds.put(
                Message.BarrierRelease.class,
                () -> new Message.BarrierRelease(natural(), random.nextInt(-9, 9), intervals(), optional(this::cut)));
        kinds.put(Message.IntervalRequest.class, () -> new Message.IntervalRequest(natural()));
        kinds.put(Message.IntervalReply.class, () -> new Message.IntervalReply(intervals()));
        kinds.put(
                Message.PageRequest.class,
                () -> new Message.PageRequest(natural(), optional(this::time), list(this::want)));
        kinds.put(Message.PageReply.class, () -> new Message.PageReply(natural(), intervals(), list(this::news)));
        kinds.put(Message.PagePush.class, () -> new Message.PagePush(natural(), list(this::pageDiffs)));
        kinds.put(Message.CollectWanted.class, () -> new Message.CollectWanted(natural()));
        kinds.put(Message.CollectCall.class, () -> new Message.CollectCall(natural(), natural()));
        kinds.put(
                Message.CollectArrive.class,
                () -> new Message.CollectArrive(natural(), natural(), time(), intervals()));
        kinds.put(Message.CollectStart.class, () -> new Message.CollectStart(natural(), cut(), intervals()));
        kinds.put(Message.CollectDone.class, () -> new Message.CollectDone(natural(), natural()));
        kinds.put(Message.CollectFree.class, () -> new Message.CollectFree(natural(), natural()));
        kinds.put(Message.AdmitWanted.class, () -> new Message.AdmitWanted(drone()));
        kinds.put(Message.Suspected.class, () -> new Message.Suspected(natural(), time(), drone()));
        kinds.put(Message.LeaveWanted.class, () -> new Message.LeaveWanted(natural()));
        kinds.put(Message.LeaveGranted.class, Message.LeaveGranted::new);
        kinds.put(Message.Backup.class, () -> new Message.Backup(natural(), natural(), list(this::pageDiffs)));
        kinds.put(Message.BackupKept.class, () -> new Message.BackupKept(natural(), natural()));
        kinds.put(
                Message.ChangeCall.class, () -> new Message.ChangeCall(natural(), ballot(), list(this::drone), time()));
        kinds.put(Message.ChangeReport.class, () -> new Message.ChangeReport(natural(), ballot(), report()));
        kinds.put(
                Message.ChangePrepare.class,
                () -> new Message.ChangePrepare(natural(), ballot(), intervals(), natural(), optional(this::cut)));
        kinds.put(
                Message.ChangeHoldings.class,
                () -> new Message.ChangeHoldings(natural(), ballot(), list(this::holding)));
        kinds.put(
                Message.ChangePropose.class,
                () -> new Message.ChangePropose(natural(), ballot(), intervals(), decision()));
        kinds.put(Message.ChangeAccept.class, () -> new Message.ChangeAccept(natural(), ballot()));
        kinds.put(
                Message.ChangeDecided.class,
                () -> new Message.ChangeDecided(natural(), decision(), intervals(), optional(this::welcome)));
        kinds.put(Message.ChangeBehind.class, () -> new Message.ChangeBehind(natural(), time()));
        kinds.put(Message.Inquiry.class, () -> new Message.Inquiry(random.nextLong(), subject()));
        kinds.put(
                Message.InquiryReply.class,
                () -> new Message.InquiryReply(random.nextLong(), flag() ? "" : "lock 7, held by drone 3 – “yes”"));
    }

    /** {@return the kinds of message that can be drawn} */
    List<Class<? extends Message>> kinds() {
        return List.copyOf(kinds.keySet());
    }

    /** {@return one message of each kind} */
    List<Message> one() {
        return kinds.values().stream().map(Supplier::get).toList();
    }

    private boolean flag() {
        return random.nextBoolean();
    }

    private int drone() {
        return random.nextInt(drones);
    }

    private long lock() {
        return flag() ? random.nextInt(100) : (1L << 32) + random.nextInt();
    }

    /** A number of any length. */
    private int natural() {
        return random.nextInt(Integer.MAX_VALUE) >>> random.nextInt(31);
    }

    private VectorTime time() {
        return near(VectorTime.zero(drones), random.nextInt(4) == 0 ? drones : 3);
    }

    /** A time that differs from {@code base} in some entries. */
    private VectorTime near(VectorTime base, int entries) {
        VectorTime time = base;
        for (int i = 0; i < entries; i++) {
            int drone = drone();
            int entry = flag() ? natural() : Math.max(0, time.get(drone) + random.nextInt(-3, 4));
            time = time.with(drone, entry);
        }
        return time;
    }

    private Cut cut() {
        return new Cut(natural(), time());
    }

    private List<Interval> intervals() {
        List<Interval> intervals = new ArrayList<>();
        VectorTime time = time();
        for (int i = random.nextInt(6); i > 0; i--) {
            int creator = drone();
            time = near(time, random.nextInt(4)).with(creator, 1 + (natural() >>> 1));
            intervals.add(new Interval(creator, time.get(creator), time, pageSet()));
        }
        return intervals;
    }

    private PageSet pageSet() {
        int count = 1 + random.nextInt(Math.min(pages, 20));
        int[] some = new int[count];
        for (int i = 0; i < count; i++) {
            some[i] = i > 0 && flag() ? Math.min(pages - 1, some[i - 1] + 1) : random.nextInt(pages);
        }
        return PageSet.of(some);
    }

    private Waiter waiter() {
        return new Waiter(drone(), random.nextLong(), random.nextInt());
    }

    private Standing standing() {
        return new Standing(list(this::lockStanding), list(this::barrierStanding));
    }

    private LockStanding lockStanding() {
        return new LockStanding(
                lock(),
                flag(),
                natural(),
                flag(),
                flag(),
                next(),
                next(),
                flag(),
                list(this::waiter),
                list(random::nextLong));
    }

    private BarrierStanding barrierStanding() {
        return new BarrierStanding(random.nextInt(), natural());
    }

    private Report report() {
        return new Report(
                time(),
                intervals(),
                flag(),
                new Progress(natural(), natural(), optional(this::cut), flag()),
                standing(),
                optional(() -> new Accepted(ballot(), decision())));
    }

    private Ballot ballot() {
        return new Ballot(natural(), drone());
    }

    private Holding holding() {
        return new Holding(
                random.nextInt(pages),
                flag(),
                flag(),
                random.nextInt(-1, 9),
                list(this::id),
                list(this::id),
                list(this::id));
    }

    private Decision decision() {
        return new Decision(
                view(),
                list(this::drone),
                list(this::drone),
                list(this::drone),
                cut(),
                natural(),
                optional(this::cut),
                list(() -> new LockPlans(drone(), list(this::lockPlan))),
                list(this::barrierStanding),
                list(this::repair));
    }

    private Repair repair() {
        return new Repair(random.nextInt(pages), drone(), flag(), list(() -> new DiffSource(id(), next())));
    }

    private View view() {
        TreeSet<Integer> members = new TreeSet<>(list(this::drone));
        members.add(drone());
        return new View(natural(), List.copyOf(members), drones);
    }

    private LockPlan lockPlan() {
        return new LockPlan(
                lock(),
                drone(),
                flag(),
                flag(),
                natural(),
                flag(),
                next(),
                flag(),
                list(this::waiter),
                list(random::nextLong));
    }

    private Welcome welcome() {
        return new Welcome(natural(), list(this::loss), natural(), list(() -> {
            int first = random.nextInt(pages);
            return new Owned(first, random.nextInt(pages - first + 1), drone(), natural());
        }));
    }

    private Loss loss() {
        return new Loss(list(this::drone), list(this::drone));
    }

    private int next() {
        return flag() ? drone() : -1;
    }

    private PageWant want() {
        return new PageWant(random.nextInt(pages), random.nextInt(-1, 3), list(this::id));
    }

    private PageNews news() {
        return new PageNews(random.nextInt(pages), optional(this::copy), list(this::diff), list(this::id));
    }

    private PageDiffs pageDiffs() {
        return new PageDiffs(random.nextInt(pages), list(this::diff));
    }

    private CopyNews copy() {
        return new CopyNews(PageCopy.of(bytes()), natural(), list(this::id));
    }

    private DiffNews diff() {
        return new DiffNews(id(), diffOf(random.nextInt(pageSize)));
    }

    private Diff diffOf(int stores) {
        byte[] heap = new byte[pageSize];
        SegmentPages memory =
                new SegmentPages(MemorySegment.ofArray(heap), pageSize, MemorySegment.ofArray(new byte[1]));
        for (int i = 0; i < stores; i++) {
            heap[random.nextInt(pageSize)] = (byte) random.nextInt();
        }
        return memory.diff(0, false);
    }

    private IntervalId id() {
        return new IntervalId(drone(), natural());
    }

    private Subject subject() {
        return flag() ? new Subject.OfLock(lock()) : new Subject.OfBarrier(random.nextInt(), natural());
    }

    private byte[] bytes() {
        byte[] bytes = new byte[pageSize];
        random.nextBytes(bytes);
        return bytes;
    }

    private <T> Optional<T> optional(Supplier<T> draw) {
        return flag() ? Optional.of(draw.get()) : Optional.empty();
    }

    private <T> List<T> list(Supplier<T> draw) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(draw.get());
        }
        return list;
    }
}
