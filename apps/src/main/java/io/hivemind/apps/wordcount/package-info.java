/** Words counted in real text, into a hash table in shared memory that every drone adds to, stripe by stripe. */
@NullMarked
package io.hivemind.apps.wordcount;

import org.jspecify.annotations.NullMarked;
