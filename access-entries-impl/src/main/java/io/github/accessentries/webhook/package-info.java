/**
 * The webhooks of a kube-apiserver, as handlers that turn the body of a request into an answer and fit into any server
 * of an application: {@link io.github.accessentries.webhook.TokenReviewHandler} for authentication, {@link
 * io.github.accessentries.webhook.SubjectAccessReviewHandler} for authorization.
 *
 * <p>Both support versions v1 and v1beta1 and answer in the version of the request. Fields that a newer API server may
 * add are ignored.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.webhook;

import io.github.accessentries.internal.value.GeneratedValues;
import org.jspecify.annotations.NullMarked;
