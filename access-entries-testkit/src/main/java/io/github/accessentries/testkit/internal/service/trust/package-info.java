/**
 * Who may assume a role: trust policies, as far as they are played.
 */
@NullMarked
package io.github.accessentries.testkit.internal.service.trust;

import org.jspecify.annotations.NullMarked;
