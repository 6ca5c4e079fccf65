/**
 * Objects as people read them: rows and columns, and metadata alone.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.table;

import org.jspecify.annotations.NullMarked;
