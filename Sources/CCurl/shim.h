#pragma once
#include <curl/curl.h>
#include <stdbool.h>

// `curl_easy_setopt`, `curl_easy_getinfo` and `curl_multi_setopt` are variadic, which Swift cannot call.
static inline CURLcode serap_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode serap_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode serap_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode serap_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode serap_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}
typedef size_t (*serap_curl_write)(char *bytes, size_t size, size_t count, void *context);
static inline CURLcode serap_curl_set_write(CURL *handle, CURLoption option, serap_curl_write function) {
    return curl_easy_setopt(handle, option, function);
}
static inline CURLcode serap_curl_set_opensocket(CURL *handle, curl_opensocket_callback function) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, function);
}
static inline CURLcode serap_curl_set_prerequest(CURL *handle, curl_prereq_callback function) {
    return curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, function);
}
static inline CURLcode serap_curl_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}
static inline CURLcode serap_curl_get_string(CURL *handle, CURLINFO info, char **value) {
    return curl_easy_getinfo(handle, info, value);
}
static inline CURLMcode serap_curl_multi_set_long(CURLM *handle, CURLMoption option, long value) {
    return curl_multi_setopt(handle, option, value);
}

// The list by name came with 7.85; the mask by number goes with it.
static inline CURLcode serap_curl_http_only(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
    return curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    return curl_easy_setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

// A code since 8.6; before that, no code has its number.
static inline CURLcode serap_curl_too_large(void) { return (CURLcode)100; }

// Where libcurl looks for the system's certificates; NULL where it was built without a file of them, or cannot say.
static inline const char *serap_curl_system_authorities(CURL *handle) {
    char *path = NULL;
#if LIBCURL_VERSION_NUM >= 0x075400
    if (curl_easy_getinfo(handle, CURLINFO_CAINFO, &path) != CURLE_OK) return NULL;
#endif
    return path;
}

// Macros of casts, which Swift cannot import.
static inline CURLcode serap_curl_global_init(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }
static inline curl_socket_t serap_curl_bad_socket(void) { return CURL_SOCKET_BAD; }

// The last member is only the head of a longer address.
static inline const void *serap_curl_address(const struct curl_sockaddr *address) { return &address->addr; }
