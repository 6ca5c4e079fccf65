/**
 * What can be run: {@link io.github.accessentries.token.command.GetToken}, by which kubectl gets its tokens. Needs picocli,
 * which this library does not bring along.
 */
@NullMarked
package io.github.accessentries.token.command;

import org.jspecify.annotations.NullMarked;
