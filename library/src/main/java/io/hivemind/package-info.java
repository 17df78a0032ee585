/** The public interface: a drone joins a hive and shares its memory. */
package io.hivemind;
