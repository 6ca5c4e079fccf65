/**
 * Commands: {@link io.github.accessentries.token.command.GetToken}, which kubectl runs to get tokens. Needs picocli,
 * which is not a transitive dependency of this library.
 */
@NullMarked
package io.github.accessentries.token.command;

import org.jspecify.annotations.NullMarked;
