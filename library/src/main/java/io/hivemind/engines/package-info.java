/** What the engine that started this process, such as Slurm, says of its place in a hive: an environment in, settings out. */
package io.hivemind.engines;
