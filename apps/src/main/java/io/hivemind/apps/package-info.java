/** Complete programs over shared memory, each a sample of how the public interface is meant to be used. */
package io.hivemind.apps;
