/**
 * Checkpoints as files: the parts that drones write, the manifest that makes them one checkpoint, and the directory that holds both.
 * It knows nothing of drones that run.
 *
 * <p><b>What makes it atomic.</b> A checkpoint is whole when its manifest says so, and the manifest takes the place of the one before by a
 * renaming, after all parts of all drones are on their disks. The parts before are deleted after that. So whenever everything stops, the
 * manifest that is found names parts that are there. With a directory on each machine the manifests are renamed one by one: whoever finds two that
 * differ takes that with the higher number, for its parts were on disk everywhere before the first was renamed.
 *
 * <p>A part is a header, blocks of about a mebibyte, and an end, each with its CRC32C. A block holds runs of pages, in ascending order.
 */
@NullMarked
package io.hivemind.checkpoint;

import org.jspecify.annotations.NullMarked;
