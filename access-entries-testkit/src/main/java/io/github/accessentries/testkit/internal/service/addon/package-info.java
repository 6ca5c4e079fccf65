/** Add-ons of clusters, and the few that the fake offers. */
@NullMarked
package io.github.accessentries.testkit.internal.service.addon;

import org.jspecify.annotations.NullMarked;
