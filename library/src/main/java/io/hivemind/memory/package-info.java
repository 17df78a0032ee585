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
 */
package io.hivemind.memory;
