/**
 * A hive: processes, the <em>drones</em>, that share one memory as if they were threads of one machine.
 *
 * <pre>
 *     drone 0                  drone 1                  drone 2
 *   ┌──────────────┐         ┌──────────────┐         ┌──────────────┐
 *   │ threads      │         │ threads      │         │ threads      │
 *   │   │ get set  │         │   │ get set  │         │   │ get set  │
 *   │   ▼          │         │   ▼          │         │   ▼          │
 *   │ own copy of  │◄───────►│ own copy of  │◄───────►│ own copy of  │    pages and changes of pages:
 *   │ the heap     │         │ the heap     │         │ the heap     │    when a thread touches what it lacks
 *   └──────▲───────┘         └──────▲───────┘         └──────▲───────┘
 *          └─────────── locks · conditions · barriers ───────┘             news of what changed: with the synchronisation
 * </pre>
 *
 * <p>Every drone runs the same program:
 *
 * {@snippet lang=java :
 * public class Primes {
 *     public static void main(String[] args) {
 *         try (Hive hive = Hive.join()) {
 *             SharedLongs counts = hive.longs("counts", hive.size());
 *             long primes = IntStream.range(2, 100_000)
 *                     .filter(n -> n % hive.size() == hive.rank())
 *                     .filter(n -> IntStream.rangeClosed(2, (int) Math.sqrt(n)).allMatch(d -> n % d != 0))
 *                     .count();
 *             counts.set(hive.rank(), primes);
 *             hive.barrier();
 *             IO.println(LongStream.range(0, hive.size()).map(counts::get).sum() + " primes");
 *         }
 *     }
 * }
 * }
 *
 * <h2>Ways to share</h2>
 *
 * <ul>
 *   <li><b>Typed arrays by name</b>, {@link io.hivemind.Hive#ints} and its siblings: the simplest. Whoever asks first makes
 *       the array; everybody gets the same one.
 *   <li><b>Memory by address</b>, {@link io.hivemind.SharedMemory}: blocks are allocated and freed, and an address means
 *       the same on every drone, so structures can hold addresses of others. The first address is handed on by
 *       {@link io.hivemind.Hive#publish}.
 *   <li><b>Single accesses</b> ({@code get} and {@code set} of one element) check whether the page is here, about twice the
 *       cost of an access to a plain array. <b>Bulk copies</b> and <b>{@linkplain io.hivemind.Span spans}</b> check once for
 *       all elements, fetch what is missing at once, and then run at the speed of plain memory.
 * </ul>
 *
 * <h2 id="consistency">Memory consistency</h2>
 *
 * <p>The shared heap is kept consistent by <em>lazy release consistency</em>. Its rules are those of the Java memory model,
 * with the hive's own synchronisation in the place of the JDK's. A store to shared memory by one thread is sure to be visible
 * to a load by another only if the store <em>happens-before</em> the load. These make it so, between threads of the same drone
 * and between threads of different drones alike:
 *
 * <ul>
 *   <li>Each action in a thread happens-before every action in that thread that comes later in the program's order.
 *   <li>Releasing a {@link io.hivemind.SharedLock} happens-before every later acquisition of the same lock. Waiting on a condition
 *       releases the lock, and acquires it again before it returns.
 *   <li>Arriving at a {@link io.hivemind.SharedBarrier} happens-before the return from {@code await} of every thread in the same
 *       round of the same barrier.
 *   <li>Publishing a number happens-before every return of {@link io.hivemind.Hive#lookup} or
 *       {@link io.hivemind.Hive#find} with that number.
 *   <li>Between threads of one drone all that the JDK guarantees holds for shared memory, too: what one thread could see,
 *       another sees after it has synchronised with the first by means of Java alone, through a queue or a future for instance.
 *       A {@linkplain io.hivemind.Span span} that it made before is the exception: it may go on to show the older state.
 *   <li>Happens-before is transitive: a drone that hears from a second what the second heard from a third sees the third's stores.
 * </ul>
 *
 * <p>A program is <em>free of data races</em> if of any two accesses to the same byte, at least one of them a store, one
 * happens-before the other. Such a program behaves as if there were one memory, in which one access comes after the other. What one
 * must know of the others:
 *
 * <ul>
 *   <li>Nothing is ever made visible by waiting. A loop that loads until another drone has stored need never end. Use a
 *       lock with a condition, or a barrier.
 *   <li>The unit of conflict is the byte. Threads may store to different bytes of the same page, even of the same word, at the same time;
 *       none is lost. But drones that do so often send each other much, so give each its own pages where it matters.
 *   <li>Of two stores to the same byte that race, either may win, and different drones may see different winners until
 *       they next synchronise.
 *   <li>Aligned values are not torn, on machines of 64 bits, between the threads of a drone. Between drones that race, any
 *       byte of a value may be old and any new.
 *   <li>There are no volatile accesses and no atomic updates to shared memory. Locks take their place.
 * </ul>
 *
 * <h2>Waiting, failing, leaving</h2>
 *
 * <p>Every wait has a bound, {@link io.hivemind.HiveConfig#waitBound()}, and throws
 * {@link io.hivemind.HiveTimeoutException} when it passes it, naming what was waited for and whom. When a drone is lost, the hive
 * ends for all: what threads wait for, and what they try later, ends in {@link io.hivemind.HiveException}. {@link
 * io.hivemind.Hive#close} waits for all drones, so that what one has written can still be fetched by the others.
 *
 * <h2 id="members">Coming and going</h2>
 *
 * <p>Drones may come into a hive that runs ({@link io.hivemind.HiveConfig.Builder#enter}), and {@linkplain io.hivemind.Hive#leave leave}
 * it while it goes on. Who is in at a time is a {@linkplain io.hivemind.HiveView view}; {@link io.hivemind.Hive#view} is the newest that this
 * drone has heard of, and {@link io.hivemind.Hive#onViewChange} tells of each. Ranks are never used again, and {@link io.hivemind.Hive#size} is
 * how many drones founded the hive: a program that deals out work by number uses the {@linkplain io.hivemind.HiveView#position position} in the
 * view that a {@linkplain io.hivemind.SharedBarrier#await() barrier} gives to all that pass it. A newcomer begins at the beginning of the program;
 * {@link io.hivemind.Hive#isNewcomer} tells it that the others are elsewhere in it.
 *
 * <p>For the consistency of memory, drones that come and go add this:
 *
 * <ul>
 *   <li>What the threads of a drone did before it called {@code leave} happens-before the return from every barrier that opens in a view
 *       without it. What it did before it released a lock happens-before later acquisitions of that lock, as ever.
 *   <li>To come in, to hear of a view, or to ask for it makes nothing visible that was not. A newcomer sees what others have stored as
 *       everybody does: when it has acquired a lock, passed a barrier, or looked a name up.
 * </ul>
 */
package io.hivemind;
