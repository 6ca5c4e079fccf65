/** The audit log: who changed what, who was let in as whom, who was allowed what. One line each, and never a secret. */
@NullMarked
package io.github.accessentries.internal.audit;

import org.jspecify.annotations.NullMarked;
