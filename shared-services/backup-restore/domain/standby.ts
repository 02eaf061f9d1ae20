/** Name under which the keeper streams: that of its slot, and the one for which commits wait. */
export const standbyName = 'portorium_backup';
