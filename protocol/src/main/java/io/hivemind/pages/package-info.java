/**
 * The bytes of pages: access, twins and the encoding of diffs, over whatever memory the heap lies in. Like the core it
 * knows no thread, no clock and no operating system.
 */
package io.hivemind.pages;
