package io.hivemind;

import io.hivemind.memory.Allocator;
import io.hivemind.memory.Directory;
import io.hivemind.memory.Gate;
import io.hivemind.memory.Heap;
import io.hivemind.runtime.Drone;
import io.hivemind.runtime.Termination;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One drone's membership in a hive: a group of processes, the drones, that share one memory, its locks and its barriers.
 *
 * <p>Every drone runs the same program and calls {@link #join()} once. {@link #rank()} tells a drone which one it is. All
 * methods may be called by any number of threads. Once the hive has ended, because it was closed or because a drone was lost,
 * every method that needs it throws {@link HiveException}, which says why.
 */
public final class Hive implements AutoCloseable {
    /** The longest name of an array or a root, in bytes of UTF-8. */
    public static final int MAX_NAME_BYTES = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Hive.class);

    private final HiveConfig config;
    private final Drone drone;
    private final Heap heap;
    private final Gate gate;
    private final SharedMemory memory;
    private final Names names;
    private final Checkpoints checkpoints;
    private final Optional<Resumed> resumed;
    private final ConcurrentMap<Integer, SharedLock> locks = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, SharedBarrier> barriers = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean left = new AtomicBoolean();
    private final List<Runnable> leaveListeners = new CopyOnWriteArrayList<>();

    /** Begins with a drone that has joined, in a hive that may have begun with a checkpoint. */
    Hive(HiveConfig config, Heap heap, Drone drone, Gate gate, Optional<Resumption.Outcome> resumption) {
        this.config = config;
        this.drone = drone;
        this.heap = heap;
        this.gate = gate;
        this.resumed = resumption.map(Resumption.Outcome::resumed);
        OwnLock own = new OwnLock(drone, gate);
        int lists = resumption.map(Resumption.Outcome::lists).orElse(config.size());
        // A newcomer shares with a founder what the allocator keeps for each; both use it under the hive's own lock.
        Allocator allocator = new Allocator(gate, config.rank() % config.size(), lists);
        this.memory = new SharedMemory(gate, own, allocator);
        this.names = new Names(own, new Directory(gate, allocator), memory, config.waitBound());
        this.checkpoints = new Checkpoints(drone, gate, names, allocator, config);
    }

    /**
     * Joins the hive that the environment names, see {@link HiveConfig#fromEnvironment()}, and waits until all drones
     * have. Processes that Slurm, Open MPI or Kubernetes started together find each other; one that was started alone becomes a
     * hive of one.
     *
     * @throws IllegalArgumentException if the environment holds something that is not allowed
     * @throws HiveTimeoutException if some drone does not join within {@link HiveConfig#waitBound()}; it names the missing
     * @throws HiveException if this drone is refused, for instance because the others have another page size
     */
    public static Hive join() {
        return join(HiveConfig.fromEnvironment());
    }

    /**
     * Joins the hive that {@code config} names and waits until all drones have. Several drones may live in one process. A
     * {@linkplain HiveConfig.Builder#enter newcomer} waits until the hive has taken it in.
     *
     * @throws IllegalArgumentException if the shared heap has no room even for what the hive itself keeps in it, or the file with
     *     the secret holds none or can be read by others
     * @throws HiveTimeoutException if some drone does not join within {@link HiveConfig#waitBound()}; it names the missing
     * @throws HiveException if this drone is refused, for instance because the others have another page size
     * @throws CheckpointException if the hive is to be {@linkplain HiveConfig#resume resumed} and cannot; it says why
     */
    public static Hive join(HiveConfig config) {
        return Joining.join(config);
    }

    /**
     * {@return the number of this drone, which no other has, had, or will have} That of a founder is from 0 to {@link #size()} less
     * one, that of a newcomer higher. What a program splits among drones that come and go it splits by {@link HiveView#position}.
     */
    public int rank() {
        return config.rank();
    }

    /** {@return how many drones founded the hive, which never changes} How many there are now {@link #view} says. */
    public int size() {
        return config.size();
    }

    /** {@return whether this drone came into a hive that ran already} */
    public boolean isNewcomer() {
        return config.isNewcomer();
    }

    /** {@return which drones are in the hive, as this one has heard; after it has left, the last that it saw} */
    public HiveView view() {
        return HiveView.of(drone.views(), drone.views().now());
    }

    /**
     * Has {@code listener} called for every view that comes from now on: once for each, in their order, on one thread of the hive's own,
     * soon after this drone has heard of it. It may use the hive, but later views wait until it returns, and so do {@link #leave} and {@link #close},
     * after which it is called no more; what it throws is logged.
     * A call of the listener happens-after nothing that other drones did: it says who is in, not what they have stored.
     */
    public void onViewChange(Consumer<HiveView> listener) {
        drone.views().listen(change -> listener.accept(HiveView.of(change)));
    }

    /**
     * Has {@code listener} called for what is lost from now on because drones failed, before it would hear of the view without them, on the
     * same thread. With {@linkplain OnFailure#backup() backup} nothing is lost that was released, if no more drones fail at a time.
     */
    public void onLoss(Consumer<List<MemoryLoss>> listener) {
        drone.views()
                .listenToLosses(losses -> listener.accept(losses.stream()
                        .map(loss -> MemoryLoss.of(loss, config.pageSize()))
                        .toList()));
    }

    /**
     * Leaves the hive, which goes on without this drone. Returns when all that it held, pages and locks, is with others; nothing that
     * its threads have stored is lost, and whoever synchronises with what they did sees it. Barriers count this drone no more. The
     * hive of the last drone ends with it. Afterwards shared memory, locks and barriers throw {@link HiveException}, and
     * {@link #close} only gives the memory back.
     *
     * <p>All threads of this drone must have finished with the hive: those that have not are told, in the same way.
     *
     * @throws IllegalStateException if a thread of this drone holds a lock or waits for something, or the others have too little memory
     *     for the heap; the drone stays then
     * @throws HiveException if the hive has ended, or ends meanwhile, or this drone has left before
     */
    public void leave() {
        gate.synchronise("left the hive", 0);
        drone.leave();
        left.set(true);
        heap.retire();
        LOG.info("Drone {} left alone: {}", rank(), stats());
    }

    /** {@return whether this drone has {@linkplain #leave left}} */
    public boolean hasLeft() {
        return left.get();
    }

    /**
     * Has SIGTERM ask this drone to leave, where it would end the process: {@code listener} is called, on a thread of its own, and the
     * program calls {@link #leave} as soon as it can do without the hive, and ends. If the process has not ended by itself within
     * {@link HiveConfig#grace()}, it ends with exit code 143, as without a listener; the hive of the others ends then, unless this
     * drone has left. A second signal does not wait. So it is until the hive is closed.
     */
    public void onLeaveRequest(Runnable listener) {
        leaveListeners.add(listener);
        Termination.expect(listener, config.grace());
    }

    /**
     * {@return where this drone listens, for newcomers that come in here; nothing if there are no links} They may ask any drone.
     */
    public Optional<InetSocketAddress> address() {
        return drone.address().map(at -> InetSocketAddress.createUnresolved(at.host(), at.port()));
    }

    /** {@return what this drone joined with} */
    public HiveConfig config() {
        return config;
    }

    /** {@return the shared heap} */
    public SharedMemory memory() {
        return memory;
    }

    /** {@return the lock that every drone knows under {@code id}, which may be any number} The same id gives the same object. */
    public SharedLock lock(int id) {
        return locks.computeIfAbsent(id, number -> new SharedLock(drone, gate, number));
    }

    /**
     * {@return the locks that every drone knows under {@code ids}, to be taken and given back together}
     *
     * @throws IllegalArgumentException if there are none
     */
    public LockGroup locks(int... ids) {
        return new LockGroup(drone, gate, ids);
    }

    /**
     * {@return the barrier that every drone knows under {@code id}, at which one thread of every drone arrives}
     *
     * @throws IllegalArgumentException if {@code id} is negative, or this drone knows the barrier with more threads
     */
    public SharedBarrier barrier(int id) {
        return barrier(id, 1);
    }

    /**
     * {@return the barrier that every drone knows under {@code id}, at which {@code threads} threads of every drone arrive}
     *
     * @throws IllegalArgumentException if {@code id} is negative, {@code threads} is less than 1, or this drone knows the
     *     barrier with another number of threads
     */
    public SharedBarrier barrier(int id, int threads) {
        if (id < 0 || threads < 1) {
            throw new IllegalArgumentException("A barrier has an id of at least 0 and at least 1 thread, not id " + id
                    + " and " + threads + " threads.");
        }
        SharedBarrier barrier = barriers.computeIfAbsent(id, number -> new SharedBarrier(drone, gate, number, threads));
        if (barrier.threads() != threads) {
            throw new IllegalArgumentException("Barrier " + id + " is for " + barrier.threads()
                    + " threads of each drone, not " + threads + "; use another id for the other.");
        }
        return barrier;
    }

    /** Waits on barrier 0 until one thread of every drone does: {@code barrier(0).await()}. */
    public void barrier() {
        barrier(0).await();
    }

    /** {@return the array of {@code byte} elements named {@code name}} See {@link #ints}. */
    public SharedBytes bytes(String name, long length) {
        return names.array(SharedBytes.class, Directory.Kind.BYTES, name, length, SharedBytes::new);
    }

    /** {@return the array of {@code short} elements named {@code name}} See {@link #ints}. */
    public SharedShorts shorts(String name, long length) {
        return names.array(SharedShorts.class, Directory.Kind.SHORTS, name, length, SharedShorts::new);
    }

    /**
     * {@return the array of {@code int} elements named {@code name}}
     *
     * <p>The first who asks makes it, with all elements zero; everybody, on every drone, gets the same elements. A large
     * array, of more than half a page, shares no page with anything else. Ends the spans of this thread.
     *
     * @param name up to {@value #MAX_NAME_BYTES} bytes in UTF-8, at least one
     * @param length the number of elements, the same for everybody, at least 0
     * @throws IllegalArgumentException if the name is in use with another type or length; it says both
     * @throws HiveException if there is not enough free shared memory
     */
    public SharedInts ints(String name, long length) {
        return names.array(SharedInts.class, Directory.Kind.INTS, name, length, SharedInts::new);
    }

    /** {@return the array of {@code long} elements named {@code name}} See {@link #ints}. */
    public SharedLongs longs(String name, long length) {
        return names.array(SharedLongs.class, Directory.Kind.LONGS, name, length, SharedLongs::new);
    }

    /** {@return the array of {@code float} elements named {@code name}} See {@link #ints}. */
    public SharedFloats floats(String name, long length) {
        return names.array(SharedFloats.class, Directory.Kind.FLOATS, name, length, SharedFloats::new);
    }

    /** {@return the array of {@code double} elements named {@code name}} See {@link #ints}. */
    public SharedDoubles doubles(String name, long length) {
        return names.array(SharedDoubles.class, Directory.Kind.DOUBLES, name, length, SharedDoubles::new);
    }

    /**
     * Makes {@code value} known to all drones under {@code name}: the address of a structure in shared memory, or any
     * other number. Publishing again replaces the value. Whoever looks the name up sees everything that this thread stored
     * before. Ends the spans of this thread.
     *
     * @param name up to {@value #MAX_NAME_BYTES} bytes in UTF-8, at least one
     * @throws IllegalArgumentException if the name is that of an array
     */
    public void publish(String name, long value) {
        names.publish(name, value);
    }

    /**
     * {@return the value published under {@code name}, waiting until some drone has published it} Ends the spans of this
     * thread.
     *
     * @throws HiveTimeoutException if nobody publishes it within {@link HiveConfig#waitBound()}
     * @throws IllegalArgumentException if the name is that of an array
     */
    public long lookup(String name) {
        return names.lookup(name);
    }

    /**
     * {@return the value published under {@code name}, or nothing if nobody has published it yet} Ends the spans of this
     * thread.
     *
     * @throws IllegalArgumentException if the name is that of an array
     */
    public OptionalLong find(String name) {
        return names.find(name);
    }

    /** {@return what this drone has done since it joined} */
    public HiveStatistics stats() {
        return HiveStatistics.of(drone.statistics());
    }

    /**
     * {@return what every drone has done that is in the hive, by rank}
     *
     * <p>Every drone must call this, with one thread, as if it were a barrier: it waits for all, and then each tells the
     * others its numbers through shared memory. Ends the spans of this thread.
     *
     * @throws HiveTimeoutException if some drone does not come within {@link HiveConfig#waitBound()}
     */
    public List<HiveStatistics> gatherStats() {
        return Gathering.of(drone, gate, names, stats());
    }

    /** Writes a checkpoint with one thread of each drone: {@code checkpoint(path, step, note, 1)}. */
    public void checkpoint(Path path, long step, String note) {
        checkpoint(path, step, note, 1);
    }

    /**
     * Writes what is in the shared heap into the directory {@code path}, so that a hive can {@linkplain HiveConfig#resume begin} with it,
     * also one of another number of drones. A barrier at which {@code threads} threads of every drone arrive: what any of them stored
     * before is in the checkpoint, and visible to all of them afterwards. No other thread may use the hive meanwhile. Each drone that is in the hive writes
     * a part on its machine. The checkpoint that was there before counts until this one is whole on all machines, and goes then. Ends the
     * spans of the calling threads.
     *
     * @param step a number for the program, such as that of the iteration, the same on all drones; {@link #resumed()} returns it
     * @param note words for the program, such as its options, the same on all drones, at most 1000 bytes in UTF-8
     * @throws CheckpointException on all drones, if one could not write its part, also because its thread was interrupted at a file, or because another thread holds a lock; the
     *     hive can go on
     * @throws IllegalStateException if this thread holds a lock
     * @throws IllegalArgumentException if the drones do not give the same step and note, or the note is too long
     * @throws HiveTimeoutException if some drone does not come within {@link HiveConfig#waitBound()}, or takes longer for its part than
     *     a disk that writes a mebibyte a second
     */
    public void checkpoint(Path path, long step, String note, int threads) {
        checkpoints.write(path, step, note, threads);
    }

    /** {@return the checkpoint that the hive began with, the same on all drones, if it began with one} */
    public Optional<Resumed> resumed() {
        return resumed;
    }

    /**
     * Ends the hive on every drone at once, because this one cannot go on. What the others wait for ends in
     * {@link HiveException} with this reason; so does what they try later. Close this drone afterwards. A hive that
     * {@linkplain OnFailure goes on} does so without this drone.
     *
     * @param reason the end of a sentence that begins "Drone 2 ended the hive: "
     */
    public void abort(String reason) {
        drone.abort(reason);
    }

    /**
     * Leaves the hive, once every drone that is in it wants to: until then this drone keeps serving its pages to the others. No newcomer
     * is taken in when the first of all, that of the lowest rank, waits here. Threads of
     * this drone must not use the hive any more; what they still try ends in {@link HiveException}, or in
     * {@link IllegalStateException} if it has begun before. Closing again does nothing.
     *
     * <p>A drone that leaves what another needs, a lock that one of its threads holds or a barrier at which another
     * drone has arrived and it has not, ends the hive on every drone, as {@link #abort} does: so a program that fails between two barriers does not
     * keep the others waiting, even if it closes the hive on its way out.
     *
     * @throws HiveException if the hive ends so
     * @throws HiveTimeoutException if some drone does not close within {@link HiveConfig#waitBound()}; this drone has
     *     left nevertheless
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            leaveListeners.forEach(Termination::forget);
            gate.synchronise("closed the hive", 0);
            try {
                drone.close();
            } finally {
                LOG.info("Drone {} left: {}", rank(), stats());
                heap.close();
            }
        }
    }
}
