/**
 * The protocol of one drone as a pure state machine: {@link io.hivemind.protocol.Node}. It is driven by
 * {@link io.hivemind.protocol.Input}s, answers through {@link io.hivemind.protocol.Effects} and reaches the bytes of pages
 * through {@link io.hivemind.protocol.PageMemory}. It knows no thread, no clock, no file and no socket.
 *
 * <p>The words are those of the papers, listed in {@code docs/glossary.md}. A number such as I12 cites an invariant of
 * {@code docs/protocol.md}; K94 is the paper by Keleher, Cox, Dwarkadas and Zwaenepoel, USENIX Winter 1994.
 */
package io.hivemind.protocol;
