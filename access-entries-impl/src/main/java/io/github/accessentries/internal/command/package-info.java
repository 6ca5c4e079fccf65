/**
 * The commands that work on real clusters, each a small class over what the library offers anyway; {@link
 * io.github.accessentries.internal.command.AccessEntriesCommand} has them all. They run where picocli is, which is no transitive
 * dependency of this library.
 */
@NullMarked
package io.github.accessentries.internal.command;

import org.jspecify.annotations.NullMarked;
