/**
 * What can be run: the quickstart, and a fake EKS as a server for other clients.
 */
@NullMarked
package io.github.accessentries.testkit.command;

import org.jspecify.annotations.NullMarked;
