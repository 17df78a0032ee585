package io.hivemind.protocol;

import io.hivemind.protocol.Message.Subject;
import java.util.List;
import java.util.Optional;

/**
 * One drone's protocol: a pure state machine without threads, clocks, files or sockets. It is driven by {@link #step} and
 * does what it does through {@link Effects} and {@link PageMemory}; the product and the simulator drive the same one.
 *
 * <p>It has no state of its own. The flows ({@link LazyRelease}, {@link LockFlow}, {@link BarrierFlow}, {@link CollectFlow}, {@link ViewFlow}) decide what follows
 * from what; their components keep the state and know nothing of each other.
 */
public final class Node {
    private final Threads threads = new Threads();
    private final Roster roster;
    private final LazyRelease consistency;
    private final LockFlow locks;
    private final BarrierFlow barriers;
    private final CollectFlow collections;
    private final ViewFlow views;
    private final Aftermath aftermath;
    private final Inquiries inquiries;
    private final Effects effects;

    /**
     * Makes the node of one drone: of a founder, for whom every page is zero and every lock free, or of a newcomer, which does nothing
     * until it is taken in.
     */
    public Node(NodeConfig config, PageMemory memory, Effects effects) {
        this.effects = effects;
        this.roster = new Roster(config);
        this.consistency = new LazyRelease(config, roster, effects, memory, threads);
        Locks held = new Locks(config.rank(), roster.view().members());
        this.locks = new LockFlow(config, roster, held, consistency, threads, effects);
        Brought brought = new Brought();
        this.collections = new CollectFlow(config, roster, consistency, effects, brought);
        this.barriers = new BarrierFlow(config, roster, consistency, threads, effects, brought, collections);
        this.aftermath = new Aftermath(roster, consistency, effects);
        this.views = new ViewFlow(
                config,
                roster,
                consistency,
                collections,
                new LockChangeFlow(roster, held, locks),
                barriers,
                brought,
                aftermath,
                effects);
        this.inquiries = new Inquiries(config, roster, effects);
    }

    /**
     * Lets one thing happen. One caller at a time; effects come from within.
     *
     * @throws ProtocolException if the protocol rules out what is found; the node must not be used any more
     */
    public void step(Input input) {
        int view = roster.number();
        carryOut(input);
        do {
            while (roster.number() != view) {
                view = roster.number();
                inquiries.become(roster.view());
                roster.takeWaiting().forEach(this::receive);
            }
            consistency.settle();
            collections.reportIfCollected();
            collections.checkBudget();
            views.settle(inquiries.areOver());
            // Whoever is left alone has the next view at once.
        } while (roster.number() != view);
    }

    private void carryOut(Input input) {
        switch (input) {
            case Input.Received received -> receive(received);
            case Input.Touch touch -> consistency.touch(touch);
            case Input.LetGo letGo -> consistency.letGo(letGo.thread());
            case Input.Acquire acquire -> locks.acquire(acquire);
            case Input.Summon summon -> locks.summon(summon.locks());
            case Input.Release release -> locks.release(release);
            case Input.Await await -> locks.await(await);
            case Input.Signal signal -> locks.signal(signal);
            case Input.Arrive arrive -> barriers.arrive(arrive);
            case Input.Abandon abandon -> abandon(abandon.ticket());
            case Input.Inquire inquire -> inquire(inquire);
            case Input.Register register -> threads.register(register.thread());
            case Input.Quiesce quiesce -> threads.seenOutside(quiesce.thread());
            case Input.Retire retire -> {
                consistency.letGo(retire.thread());
                threads.retire(retire.thread());
            }
            case Input.Admit admit -> views.admit(admit.rank());
            case Input.Leave leave -> roster.leave(leave.ticket());
            case Input.Suspect suspect -> views.suspect(suspect.drone());
            case Input.Exempt exempt -> consistency.exempt(exempt);
            case Input.Collect collect -> collections.want();
            case Input.Tick tick -> {
                consistency.tick();
                collections.tick();
            }
        }
    }

    /** Takes in a message, unless it belongs to another view (I65, I76), or whoever sent it is taken to have failed. */
    private void receive(Input.Received received) {
        if (roster.isSuspect(received.from()) || roster.isExpelled()) {
            return;
        }
        if (roster.isOutside() && !(received.message() instanceof Message.ChangeDecided)) {
            roster.keep(received);
            aftermath.askIfBehind(received);
            return;
        }
        boolean isEarly = switch (received.message()) {
            case Message.InView said -> roster.isToCome(said.view());
            case Message.InEpoch said -> said.epoch() > roster.epoch();
            case Message.ChangeCall call -> roster.isToCome(call.view());
            case Message.Suspected suspected -> roster.isToCome(suspected.view());
            default -> false;
        };
        boolean isLate = switch (received.message()) {
            case Message.InView said -> !roster.isCurrent(said.view());
            case Message.InEpoch said -> said.epoch() < roster.epoch();
            default -> false;
        };
        if (isEarly) {
            roster.keep(received);
            aftermath.askIfBehind(received);
        } else if (!isLate) {
            receive(received.from(), received.message());
        }
    }

    private void receive(int from, Message message) {
        switch (message) {
            case Message.LockRequest request -> locks.requested(from, request);
            case Message.LockForward forward -> locks.forwarded(forward);
            case Message.LockGrant grant -> locks.granted(grant);
            case Message.LockBusy busy -> locks.busy(busy);
            case Message.LockSignal signal -> locks.signalled(signal);
            case Message.BarrierArrive arrive -> barriers.arrivedAt(from, arrive);
            case Message.BarrierRelease release -> barriers.released(release);
            case Message.IntervalRequest request -> collections.intervalsRequested(from, request);
            case Message.IntervalReply reply -> views.intervalsCame(from, reply.own());
            case Message.PageRequest request -> consistency.requested(from, request);
            case Message.PageReply reply -> consistency.answered(from, reply);
            case Message.Backup backup -> consistency.keep(from, backup);
            case Message.BackupKept kept -> {
                consistency.kept(from, kept);
                views.retry();
            }
            case Message.PagePush push -> consistency.take(push.diffs());
            case Message.CollectWanted wanted -> collections.wanted();
            case Message.CollectCall call -> collections.called(call);
            case Message.CollectArrive arrive -> collections.came(from, arrive);
            case Message.CollectStart start -> collections.started(start);
            case Message.CollectDone done -> collections.done(from, done.collection());
            case Message.CollectFree free -> collections.freed(free.collection());
            case Message.AdmitWanted wanted -> roster.admit(wanted.rank());
            case Message.Suspected suspected -> views.accused(from, suspected);
            case Message.LeaveWanted wanted -> roster.letGo();
            case Message.LeaveGranted granted -> collections.letGo();
            case Message.ChangeCall call -> views.called(from, call);
            case Message.ChangeReport report -> views.reported(from, report);
            case Message.ChangePrepare prepare -> views.prepared(from, prepare);
            case Message.ChangeHoldings holdings -> views.held(from, holdings);
            case Message.ChangePropose proposal -> views.proposed(from, proposal);
            case Message.ChangeAccept accept -> views.accepted(from, accept);
            case Message.ChangeDecided decided -> views.decided(decided);
            case Message.ChangeBehind behind -> aftermath.tell(from, behind.view(), behind.time());
            case Message.Inquiry inquiry ->
                effects.send(from, new Message.InquiryReply(inquiry.ticket(), describe(inquiry.subject())));
            case Message.InquiryReply reply -> inquiries.answered(from, reply);
        }
    }

    private void abandon(long ticket) {
        if (!locks.abandon(ticket)) {
            barriers.abandon(ticket);
        }
    }

    private void inquire(Input.Inquire inquire) {
        String pages = consistency.describe(inquire.about());
        Subject lock = locks.subject(inquire.about());
        Subject subject = lock != null ? lock : barriers.subject(inquire.about());
        if (subject != null) {
            inquiries.ask(inquire.ticket(), subject, describe(subject));
        } else {
            effects.resume(inquire.ticket(), new Outcome.Answer(pages != null ? pages : "nothing any more"));
        }
    }

    private String describe(Subject subject) {
        return switch (subject) {
            case Subject.OfLock lock -> locks.describe(lock.lock());
            case Subject.OfBarrier barrier -> barriers.describe(barrier);
        };
    }

    /**
     * {@return how many pages wait until no thread can be between its check of them and its access} If any, the
     * driver looks where its threads are and says so with {@link Input.Quiesce} and {@link Input.Retire}.
     */
    public int cooling() {
        return consistency.waitingForThreads();
    }

    /**
     * {@return why some barrier can never open, if one cannot and this drone sees it} A drone that has arrived at barrier
     * {@code last} has promised to arrive nowhere else. Somebody sees it as soon as nobody is on the way any more.
     */
    public Optional<String> hopeless(int last) {
        return barriers.hopeless(last);
    }

    /** {@return who is not in the present view because it was taken to have failed, of those who were in the one before} */
    public List<Integer> gone() {
        return roster.gone();
    }

    /** {@return whether this drone has said that what is stored in a page need not outlive it} */
    public boolean isExempt(int page) {
        return consistency.isExempt(page);
    }

    /** {@return how often {@code lock} has been acquired, as far as this drone knows, which is exact while it holds it} */
    public long fence(long lock) {
        return locks.fence(lock);
    }

    /** {@return whether a thread of this drone holds {@code lock} and somebody, as far as is known here, waits for it} */
    public boolean isWanted(long lock) {
        return locks.isWanted(lock);
    }

    /** {@return whether this drone has come to a change of the view, which has not ended here yet} */
    public boolean isChanging() {
        return roster.isSilent();
    }

    /** {@return how many bytes are held now beyond the pages: intervals, notices, diffs, and twins of {@code pageSize} bytes} */
    public long bytesBesidePages(int pageSize) {
        return consistency.consistencyBytes() + consistency.twinsHeld() * pageSize;
    }

    /** {@return what the protocol has done so far} */
    public Totals totals() {
        return consistency.totals(locks.acquires(), locks.remoteAcquires(), barriers.passed(), collections.completed());
    }
}
