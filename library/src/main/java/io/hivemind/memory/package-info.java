/**
 * One drone's copy of the shared heap, and what is kept inside it: the blocks that are allocated and the names that are
 * known.
 *
 * <p><b>Who may access what, without asking.</b> The core decides for each page whether the program may load or store
 * without asking it first, and this is checked on every access. The check must be cheap, so it may not order memory, and it
 * must be sound, because the page may have been made accessible by another thread a moment ago, whose stores into it this
 * thread need not see yet. So each page carries a <em>stamp</em>, not a mere level: the number of the upgrade that made it
 * accessible, counted over the whole heap. The counter is written with release after each upgrade. A thread remembers in
 * its {@link io.hivemind.memory.Viewer} the last value that it has read from the counter, with acquire, and accepts every
 * stamp up to there:
 *
 * <ul>
 *   <li>A stamp that is not above what the thread has read from the counter belongs to an upgrade that happened before that
 *       reading, and so did every store that filled the page. The stamp itself may be read plainly: whatever value a racy read
 *       returns, it proves the same.
 *   <li>A stamp that is above leads to the slow path, which reads the counter anew. That is all there is to do when another
 *       thread has fetched the page.
 *   <li>A stamp is taken away when the page becomes invalid. That may happen in another thread, too. Whoever synchronises
 *       with that thread, through the hive or by means of Java alone, cannot see the stamp any more.
 * </ul>
 *
 * <p>Reading a byte per page with acquire is the obvious way and was tried: it keeps the compiler from holding anything in a
 * register from one access to the next, and made an access in a loop 2.3 times as long.
 *
 * <p><b>Why nobody reads what was dropped.</b> A drone with bounded room gives pages up: their stamps are taken away, and later their
 * bytes are dropped and read zero. A thread that has checked before and loads afterwards would see zeros that nobody stored, and
 * a store would be lost. So threads tell the drone of themselves before their first access, loads included, and the core drops a
 * page only when each of them has, since the stamp was taken away, done one of these:
 *
 * <ul>
 *   <li>It came to the core: it touched pages, let go of its spans, or synchronised, and what a thread has checked it uses up before it
 *       does so. Both it and the dropping hold the lock round the node. So its loads and stores happened before the page was dropped; and
 *       the taking away happened before all that it does afterwards. A stamp that it reads from then on is therefore none,
 *       or that of a later upgrade, which it accepts only when it has read the counter with acquire, and then the bytes that came with
 *       the upgrade happened before. This holds in whatever order the compiler or the machine reads stamp and bytes of one
 *       access: both come after that reading of the counter.
 *   <li>It was seen waiting, for another thread or for the system, with no method of an accessor on its stack. Then it is
 *       inside a call of whose effects no compiler knows anything, so that it keeps no stamp over it; and the virtual machine stops a thread
 *       to look at its stack, so that it goes on with what was written before. This part rests on the virtual machine and not on the
 *       memory model of the language. It is why a thread that runs is never believed to be outside: its loop may have read
 *       the stamp once and for all.
 *   <li>It ended.
 * </ul>
 *
 * <p>A thread that the drone does not know yet has a viewer that knows no upgrade, and so passes no check before it has told of itself,
 * under the same lock: either the core waits for it, too, or it cannot see the stamp any more. Spans check once and are
 * used for long: their pages are held, and never given up, until their thread lets go. What takes several pages at once touches
 * them at once, for a touch of one would say that the others are finished with; that is why long ranges are accessed in pieces.
 *
 * <p>The price is paid where nobody looks: a thread that only computes, for seconds, keeps from being dropped what was taken away
 * meanwhile, though it may have no use for it.
 */
package io.hivemind.memory;
