/**
 * Access that ends: what a temporary grant gave, as the tags of its entry keep it, and an entry taken apart into what stays and
 * what ends. Not for users of the library, who find temporary grants in {@link io.github.accessentries.manage.AccessEntries}.
 */
@NullMarked
package io.github.accessentries.internal.ending;

import org.jspecify.annotations.NullMarked;
