/**
 * Whole programs compared: the messages and bytes that they take with those that TreadMarks took, and their times with those
 * of plain arrays in one JVM. What is run, what is to be reached and how it is told is here; the command starts the processes.
 */
@NullMarked
package io.hivemind.bench.programs;

import org.jspecify.annotations.NullMarked;
