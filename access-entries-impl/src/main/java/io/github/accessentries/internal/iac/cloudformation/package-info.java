/** Templates of CloudFormation, also those that the CDK synthesises. Not for users of the library. */
@NullMarked
package io.github.accessentries.internal.iac.cloudformation;

import org.jspecify.annotations.NullMarked;
